#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

Tensor at(int64_t position) { return tensor<int64_t>({}, {position}); }

const Tensor kRows = tensor<float>({3, 2}, {1, 2, 3, 4, 5, 6});

TEST_CASE("SplitToSequence takes single slices when nothing else is said") {
  const auto kept = run_restructured("SplitToSequence", {kRows})[0].items;
  REQUIRE(kept.size() == 3);
  require_equal(kept[1], tensor<float>({1, 2}, {3, 4}));
  const auto dropped =
      run_restructured("SplitToSequence", {kRows}, {{"keepdims", 0}, {"axis", -1}});
  REQUIRE(dropped[0].items.size() == 2);
  require_equal(dropped[0].items[1], tensor<float>({3}, {2, 4, 6}));
}

TEST_CASE("SplitToSequence takes parts of one extent, the last of which may be smaller") {
  const auto parts =
      run_restructured("SplitToSequence", {kRows, at(2)}, {{"keepdims", 0}})[0].items;
  REQUIRE(parts.size() == 2);
  require_equal(parts[0], tensor<float>({2, 2}, {1, 2, 3, 4}));
  require_equal(parts[1], tensor<float>({1, 2}, {5, 6}));
}

TEST_CASE("SplitToSequence takes parts of given extents") {
  const auto parts =
      run_restructured("SplitToSequence", {kRows, tensor<int64_t>({2}, {1, 2})})[0].items;
  REQUIRE(parts.size() == 2);
  require_equal(parts[1], tensor<float>({2, 2}, {3, 4, 5, 6}));
}

TEST_CASE("SplitToSequence refuses parts without extent, and needs their value") {
  REQUIRE_THROWS_WITH(run_restructured("SplitToSequence", {kRows, at(0)}),
                      "SplitToSequence: split is 0; the parts' extent must be positive");
  REQUIRE_THROWS_WITH(run_restructured("SplitToSequence", {kRows}, {{"axis", 2}}),
                      "SplitToSequence: axis 2 is out of range for rank 2");
  REQUIRE(structural_needs("SplitToSequence", {kRows, at(2)}) == std::vector<uint64_t>{1});
}

TEST_CASE("SplitToSequence bounds the number of elements") {
  const Tensor many{MORTISE_DTYPE_FLOAT32, {int64_t{1} << 40}, {}};
  REQUIRE_THROWS_WITH(structural_needs("SplitToSequence", {many}),
                      Catch::Contains("at most 65536 are supported"));
}

}  // namespace
}  // namespace mortise::ops::testing
