#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Selu computes its function") {
  require_close(run("Selu", {tensor<float>({3}, {-2, 0, 3})})[0], {-1.520166469, 0, 3.152102962},
                1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
