#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Sign is -1, 0 or 1") {
  require_equal(run("Sign", {tensor<float>({3}, {-7, 0, 0.5f})})[0],
                tensor<float>({3}, {-1, 0, 1}));
  require_equal(run("Sign", {tensor<uint8_t>({2}, {0, 200})})[0], tensor<uint8_t>({2}, {0, 1}));
}

}  // namespace
}  // namespace mortise::ops::testing
