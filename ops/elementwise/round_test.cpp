#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Round computes its function") {
  require_close(run("Round", {tensor<float>({5}, {-1.5, -0.5, 0.5, 1.5, 2.3})})[0],
                {-2, 0, 0, 2, 2}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
