#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Tan computes its function") {
  require_close(run("Tan", {tensor<float>({5}, {-2.0, -0.5, 0.0, 0.75, 3.0})})[0],
                {2.185039863, -0.54630249, 0.0, 0.93159646, -0.142546543}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
