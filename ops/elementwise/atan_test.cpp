#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Atan computes its function") {
  require_close(run("Atan", {tensor<float>({5}, {-2.0, -0.5, 0.0, 0.75, 3.0})})[0],
                {-1.107148718, -0.463647609, 0.0, 0.643501109, 1.249045772}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
