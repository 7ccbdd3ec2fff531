#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("HammingWindow does not go down to zero") {
  const auto size = tensor<int32_t>({}, {4});
  require_close(run("HammingWindow", {size})[0], {4.0 / 46, 25.0 / 46, 1, 25.0 / 46}, 1e-6);
}

}  // namespace
}  // namespace mortise::ops::testing
