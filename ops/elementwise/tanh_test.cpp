#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Tanh computes its function") {
  require_close(run("Tanh", {tensor<float>({5}, {-2.0, -0.5, 0.0, 0.75, 3.0})})[0],
                {-0.96402758, -0.462117157, 0.0, 0.635148952, 0.995054754}, 1e-6);
}

TEST_CASE("Tanh has a gradient") {
  check_gradient("Tanh", {random_tensor(MORTISE_DTYPE_FLOAT64, {5}, -1, 1)}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
