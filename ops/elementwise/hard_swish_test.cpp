#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("HardSwish computes its function") {
  require_close(run("HardSwish", {tensor<float>({5}, {-4, -1, 0, 1, 4})})[0],
                {0, -0.333333333, 0, 0.666666667, 4}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
