#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Atanh computes its function") {
  require_close(run("Atanh", {tensor<float>({5}, {-0.9, -0.5, 0.0, 0.25, 0.8})})[0],
                {-1.47221949, -0.549306144, 0.0, 0.255412812, 1.098612289}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
