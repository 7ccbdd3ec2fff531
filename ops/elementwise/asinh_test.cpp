#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Asinh computes its function") {
  require_close(run("Asinh", {tensor<float>({5}, {-2.0, -0.5, 0.0, 0.75, 3.0})})[0],
                {-1.443635475, -0.481211825, 0.0, 0.693147181, 1.818446459}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
