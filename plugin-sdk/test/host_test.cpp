#include <mortise/sdk/host.hpp>

#include <catch2/catch.hpp>

#include "plugin-sdk/testing/fake_host.hpp"

namespace mortise::sdk {
namespace {

TEST_CASE("A parallel loop covers every item and passes an exception on") {
  testing::FakeHost host;
  std::vector<int> seen(100);
  parallel_for(host.table(), seen.size(), 10, [&](uint64_t begin, uint64_t end, uint32_t) {
    for (uint64_t i = begin; i < end; ++i) ++seen[i];
  });
  REQUIRE(seen == std::vector<int>(100, 1));
  REQUIRE_THROWS_WITH(
      parallel_for(host.table(), 10, 1, [](uint64_t, uint64_t, uint32_t) { invalid("inside"); }),
      "inside");
}

TEST_CASE("Host memory goes back where it came from") {
  testing::FakeHost host;
  {
    const HostMemory memory(host.table(), 1000, 64);
    REQUIRE(host.live_bytes() == 1000);
  }
  REQUIRE(host.live_bytes() == 0);
  host.fail_allocations_after(0);
  REQUIRE_THROWS_WITH(HostMemory(host.table(), 10, 64), "out of memory");
}

TEST_CASE("A packed constant is filled by its maker, whose failure is passed on") {
  testing::FakeHost host;
  const Shape shape = {2};
  const float values[] = {1, 2};
  const mortise_tensor_view_t constant = host_view(MORTISE_DTYPE_FLOAT32, shape, values);
  const Packed packed(host.table(), constant, "cpu", "double", 16, 64,
                      [&](void* destination, uint64_t) {
                        for (int i = 0; i < 2; ++i)
                          static_cast<double*>(destination)[i] = values[i];
                      });
  REQUIRE(static_cast<const double*>(packed.data())[1] == 2);
  REQUIRE_THROWS_WITH(Packed(host.table(), constant, "cpu", "x", 16, 64,
                             [](void*, uint64_t) { invalid("cannot pack"); }),
                      "cannot pack");
}

}  // namespace
}  // namespace mortise::sdk
