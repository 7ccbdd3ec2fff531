#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Pow broadcasts, and takes an exponent of another dtype") {
  require_close(run("Pow", {tensor<float>({3}, {1, 2, -3}), tensor<int64_t>({1}, {2})})[0],
                {1, 4, 9}, 1e-6);
  require_equal(run("Pow", {tensor<int32_t>({2}, {2, 9}), tensor<float>({2}, {3, 0.5f})})[0],
                tensor<int32_t>({2}, {8, 3}));
}

TEST_CASE("Pow of integers is exact, and wraps as products do") {
  require_equal(
      run("Pow", {tensor<int64_t>({3}, {3, -7, 0}), tensor<int32_t>({3}, {39, 21, 0})})[0],
      tensor<int64_t>({3}, {4052555153018976267, -558545864083284007, 1}));
  require_equal(run("Pow", {tensor<int32_t>({1}, {3}), tensor<int32_t>({1}, {21})})[0],
                tensor<int32_t>({1}, {1870418611}));
}

TEST_CASE("Pow of integers to negative exponents is cut off towards zero") {
  require_equal(
      run("Pow", {tensor<int32_t>({3}, {2, -1, 1}), tensor<int64_t>({3}, {-1, -3, -2})})[0],
      tensor<int32_t>({3}, {0, -1, 1}));
}

}  // namespace
}  // namespace mortise::ops::testing
