#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Or combines truth values") {
  const auto a = tensor<bool8>({4}, {true, true, false, false});
  const auto b = tensor<bool8>({4}, {true, false, true, false});
  require_equal(run("Or", {a, b})[0], tensor<bool8>({4}, {true, true, true, false}));
}

}  // namespace
}  // namespace mortise::ops::testing
