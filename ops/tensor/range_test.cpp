#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

template <class T>
Inputs bounds(T start, T limit, T delta) {
  return {tensor<T>({}, {start}), tensor<T>({}, {limit}), tensor<T>({}, {delta})};
}

TEST_CASE("Range counts up or down and stops before the limit") {
  require_equal(run("Range", bounds<int64_t>(1, 6, 2))[0], tensor<int64_t>({3}, {1, 3, 5}));
  require_equal(run("Range", bounds<float>(1, 0, -0.5f))[0], tensor<float>({2}, {1, 0.5f}));
  require_equal(run("Range", bounds<int32_t>(1, 0, 1))[0], tensor<int32_t>({0}, {}));
}

TEST_CASE("Range refuses a delta of 0 and ranges without end") {
  REQUIRE_THROWS_WITH(run("Range", bounds<int64_t>(0, 1, 0)), "Range: delta is 0");
  REQUIRE_THROWS_WITH(run("Range", bounds<int64_t>(INT64_MIN, INT64_MAX, 1)),
                      Catch::Contains("is too long"));
}

}  // namespace
}  // namespace mortise::ops::testing
