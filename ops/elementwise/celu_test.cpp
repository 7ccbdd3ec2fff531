#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Celu computes its function") {
  require_close(run("Celu", {tensor<float>({3}, {-2, 0, 3})}, {{"alpha", 2.0}})[0],
                {-1.264241118, 0, 3}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
