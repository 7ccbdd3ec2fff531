#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Mish computes its function") {
  require_close(run("Mish", {tensor<float>({5}, {-2.0, -0.5, 0.0, 0.75, 3.0})})[0],
                {-0.252501483, -0.220743775, 0.0, 0.610018335, 2.986535005}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
