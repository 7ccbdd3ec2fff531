#include <limits>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

Tensor longs(const std::vector<int64_t>& values) {
  return tensor<int64_t>({static_cast<int64_t>(values.size())}, values);
}

TEST_CASE("Slice takes ranges of the named axes, with steps of either sign") {
  const auto x = tensor<float>({2, 4}, {0, 1, 2, 3, 4, 5, 6, 7});
  require_equal(run("Slice", {x, longs({1, 0}), longs({2, 3})})[0],
                tensor<float>({1, 3}, {4, 5, 6}));
  require_equal(run("Slice", {x, longs({-1}), longs({-100}), longs({1}), longs({-2})})[0],
                tensor<float>({2, 2}, {3, 1, 7, 5}));
  const int64_t lowest = std::numeric_limits<int64_t>::min();
  const int64_t highest = std::numeric_limits<int64_t>::max();
  require_equal(
      run("Slice", {x, longs({highest}), longs({lowest}), longs({0}), longs({lowest})})[0],
      tensor<float>({1, 4}, {4, 5, 6, 7}));
  require_equal(run("Slice", {x, longs({1}), longs({highest}), longs({1}), longs({highest})})[0],
                tensor<float>({2, 1}, {1, 5}));
}

TEST_CASE("Slice of nothing is empty") {
  const auto x = tensor<float>({3}, {1, 2, 3});
  require_equal(run("Slice", {x, longs({2}), longs({1})})[0], tensor<float>({0}, {}));
  require_equal(run("Slice", {x, longs({100}), longs({200})})[0], tensor<float>({0}, {}));
}

TEST_CASE("Slice asks for bounds that it does not know, and refuses a step of 0") {
  REQUIRE(infer("Slice", {type<float>({4}), type<int64_t>({1}), constant(longs({2}))}).needs ==
          std::vector<uint64_t>{1});
  REQUIRE_THROWS_WITH(
      run("Slice", {tensor<float>({1}, {1}), longs({0}), longs({1}), longs({0}), longs({0})}),
      "Slice: the step of axis 0 is 0");
}

TEST_CASE("Slice puts its gradient between zeros") {
  check_gradient("Slice",
                 {random_tensor(MORTISE_DTYPE_FLOAT64, {3, 4}), longs({1, 0}), longs({2, 3})}, {0});
}

TEST_CASE("Slice takes one element with the largest of steps") {
  const auto x = tensor<float>({2, 3}, {1, 2, 3, 4, 5, 6});
  const auto zero = tensor<int64_t>({1}, {0});
  for (const int64_t step : {INT64_MAX, INT64_MAX - 1}) {
    require_equal(
        run("Slice", {x, zero, tensor<int64_t>({1}, {2}), zero, tensor<int64_t>({1}, {step})})[0],
        tensor<float>({1, 3}, {1, 2, 3}));
  }
}

}  // namespace
}  // namespace mortise::ops::testing
