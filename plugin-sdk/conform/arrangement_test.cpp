#include "plugin-sdk/conform/arrangement.hpp"

#include <cstring>

#include <catch2/catch.hpp>

namespace mortise::conform {
namespace {

const HostTensor& six() {
  static const HostTensor tensor = tensor_of(MORTISE_DTYPE_UINT8, {2, 3}, {1, 2, 3, 4, 5, 6});
  return tensor;
}

std::vector<unsigned char> stored(const Arrangement& arrangement) {
  std::vector<unsigned char> memory(arrangement.byte_size(six()), 0xee);
  arrangement.store(six(), memory.data());
  return memory;
}

void check_round_trip(const Arrangement& arrangement) {
  HostTensor back(six().dtype, six().shape);
  arrangement.load(stored(arrangement).data(), back);
  CHECK(back.bytes == six().bytes);
}

}  // namespace

TEST_CASE("elements lie where the strides put them, and come back") {
  const auto turned = Arrangement::transposed({2, 3});
  REQUIRE(turned);
  CHECK(turned->text() == "strides [1, 2]");
  CHECK(stored(*turned) == std::vector<unsigned char>{1, 4, 2, 5, 3, 6});
  const auto gapped = Arrangement::gapped({2, 3});
  REQUIRE(gapped);
  CHECK(gapped->text() == "strides [6, 1]");
  CHECK(stored(*gapped) == std::vector<unsigned char>{1, 2, 3, 0xee, 0xee, 0xee, 4, 5, 6});
  CHECK(gapped->bytes_of_elements(six()) ==
        std::vector<bool>{true, true, true, false, false, false, true, true, true});
  const Arrangement foreign = Arrangement::foreign(MORTISE_DTYPE_UINT8, {2, 3});
  CHECK(stored(foreign) == std::vector<unsigned char>{6, 5, 4, 3, 2, 1});
  for (const Arrangement& arrangement : {*turned, *gapped, foreign, Arrangement()})
    check_round_trip(arrangement);
}

TEST_CASE("what is dense in any order has no other arrangement") {
  CHECK_FALSE(Arrangement::transposed({7}));
  CHECK_FALSE(Arrangement::transposed({1, 7, 1}));
  CHECK_FALSE(Arrangement::gapped({1, 1}));
  CHECK(Arrangement::gapped({1, 7}));
}

TEST_CASE("a foreign layout packs and unpacks as it stores") {
  const Arrangement foreign = Arrangement::foreign(MORTISE_DTYPE_UINT8, {2, 3});
  mortise_tensor_view_t view = six().view();
  foreign.describe(view);
  REQUIRE(view.layout != nullptr);
  unsigned char packed[6];
  const mortise_tensor_view_t dense = six().view();
  CHECK(view.layout->pack(view.layout, &dense, packed) == nullptr);
  CHECK(std::memcmp(packed, stored(foreign).data(), 6) == 0);
}

}  // namespace mortise::conform
