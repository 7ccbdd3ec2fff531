#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Abs drops the sign; the least integer wraps to itself") {
  require_equal(run("Abs", {tensor<float>({3}, {-1.5f, 0, 2})})[0],
                tensor<float>({3}, {1.5f, 0, 2}));
  require_equal(run("Abs", {tensor<int8_t>({2}, {-128, -5})})[0], tensor<int8_t>({2}, {-128, 5}));
}

TEST_CASE("Abs has a gradient") { check_gradient("Abs", {tensor<double>({2}, {-1.5, 2})}, {0}); }

}  // namespace
}  // namespace mortise::ops::testing
