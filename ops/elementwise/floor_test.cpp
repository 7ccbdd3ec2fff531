#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Floor computes its function") {
  require_close(run("Floor", {tensor<float>({5}, {-2.0, -0.5, 0.0, 0.75, 3.0})})[0],
                {-2, -1, 0, 0, 3}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
