#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("BitShift shifts either way; by the width and more, to 0") {
  const auto a = tensor<uint8_t>({3}, {16, 255, 1});
  const auto b = tensor<uint8_t>({3}, {1, 4, 8});
  require_equal(run("BitShift", {a, b}, {{"direction", "LEFT"}})[0],
                tensor<uint8_t>({3}, {32, 240, 0}));
  require_equal(run("BitShift", {a, b}, {{"direction", "RIGHT"}})[0],
                tensor<uint8_t>({3}, {8, 15, 0}));
}

}  // namespace
}  // namespace mortise::ops::testing
