#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("PRelu has a slope for each element below zero") {
  require_equal(
      run("PRelu", {tensor<float>({3}, {-2, -1, 3}), tensor<float>({3}, {0.5f, 2, 9})})[0],
      tensor<float>({3}, {-1, -2, 3}));
}

}  // namespace
}  // namespace mortise::ops::testing
