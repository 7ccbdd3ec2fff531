#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Sin computes its function") {
  require_close(run("Sin", {tensor<float>({5}, {-2.0, -0.5, 0.0, 0.75, 3.0})})[0],
                {-0.909297427, -0.479425539, 0.0, 0.68163876, 0.141120008}, 1e-6);
}

TEST_CASE("Sin has a gradient") {
  check_gradient("Sin", {random_tensor(MORTISE_DTYPE_FLOAT64, {5}, -1, 1)}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
