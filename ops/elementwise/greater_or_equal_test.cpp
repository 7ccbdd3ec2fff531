#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("GreaterOrEqual compares with broadcasting") {
  require_equal(
      run("GreaterOrEqual", {tensor<int32_t>({3}, {1, 2, 3}), tensor<int32_t>({}, {2})})[0],
      tensor<bool8>({3}, {false, true, true}));
}

}  // namespace
}  // namespace mortise::ops::testing
