#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Softsign computes its function") {
  require_close(run("Softsign", {tensor<float>({5}, {-2.0, -0.5, 0.0, 0.75, 3.0})})[0],
                {-0.666666667, -0.333333333, 0.0, 0.428571429, 0.75}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
