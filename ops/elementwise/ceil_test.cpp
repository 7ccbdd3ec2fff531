#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Ceil computes its function") {
  require_close(run("Ceil", {tensor<float>({5}, {-2.0, -0.5, 0.0, 0.75, 3.0})})[0],
                {-2, 0, 0, 1, 3}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
