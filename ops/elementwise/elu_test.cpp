#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Elu computes its function") {
  require_close(run("Elu", {tensor<float>({3}, {-2, 0, 3})}, {{"alpha", 2.0}})[0],
                {-1.729329434, 0, 3}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
