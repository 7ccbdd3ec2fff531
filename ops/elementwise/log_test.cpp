#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Log computes its function") {
  require_close(run("Log", {tensor<float>({3}, {0.25, 1.0, 2.5})})[0],
                {-1.386294361, 0.0, 0.916290732}, 1e-6);
}

TEST_CASE("Log has a gradient") {
  check_gradient("Log", {random_tensor(MORTISE_DTYPE_FLOAT64, {5}, 0.5, 2)}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
