#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Shrink computes its function") {
  require_close(
      run("Shrink", {tensor<float>({4}, {-2, -0.5, 0.5, 3})}, {{"bias", 0.5}, {"lambd", 1.0}})[0],
      {-1.5, 0, 0, 2.5}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
