#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("ThresholdedRelu computes its function") {
  require_close(run("ThresholdedRelu", {tensor<float>({4}, {-2, 0.5, 1, 3})})[0], {0, 0, 0, 3},
                1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
