#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("LeakyRelu computes its function") {
  require_close(run("LeakyRelu", {tensor<float>({3}, {-2, 0, 3})})[0], {-0.02, 0, 3}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
