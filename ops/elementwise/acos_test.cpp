#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Acos computes its function") {
  require_close(run("Acos", {tensor<float>({5}, {-0.9, -0.5, 0.0, 0.25, 0.8})})[0],
                {2.690565842, 2.094395102, 1.570796327, 1.318116072, 0.643501109}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
