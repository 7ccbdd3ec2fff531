#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("BlackmanWindow has three terms") {
  const auto size = tensor<int32_t>({}, {4});
  require_close(run("BlackmanWindow", {size})[0], {0, 0.34, 1, 0.34}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
