#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Sinh computes its function") {
  require_close(run("Sinh", {tensor<float>({5}, {-2.0, -0.5, 0.0, 0.75, 3.0})})[0],
                {-3.626860408, -0.521095305, 0.0, 0.822316732, 10.017874927}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
