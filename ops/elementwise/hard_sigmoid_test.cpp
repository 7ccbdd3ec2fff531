#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("HardSigmoid is a line between 0 and 1, 0.2 x + 0.5 by default") {
  require_close(run("HardSigmoid", {tensor<float>({4}, {-10, -1, 1, 10})})[0], {0, 0.3, 0.7, 1},
                1e-6);
  require_close(
      run("HardSigmoid", {tensor<double>({2}, {1, 0.5})}, {{"alpha", 0.5}, {"beta", 0.25}})[0],
      {0.75, 0.5}, 1e-12);
}

}  // namespace
}  // namespace mortise::ops::testing
