#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("GlobalMaxPool finds the greatest of each channel") {
  const auto x = tensor<float>({1, 2, 1, 3}, {1, 3, 2, -10, -20, -60});
  require_equal(run("GlobalMaxPool", {x})[0], tensor<float>({1, 2, 1, 1}, {3, -10}));
}

TEST_CASE("GlobalMaxPool gives NaN where there is one") {
  const auto x = tensor<float>({1, 2, 1, 3}, {1, NAN, 2, NAN, -20, -60});
  require_equal(run("GlobalMaxPool", {x})[0], tensor<float>({1, 2, 1, 1}, {NAN, NAN}));
}

}  // namespace
}  // namespace mortise::ops::testing
