#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Cosh computes its function") {
  require_close(run("Cosh", {tensor<float>({5}, {-2.0, -0.5, 0.0, 0.75, 3.0})})[0],
                {3.762195691, 1.127625965, 1.0, 1.294683285, 10.067661996}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
