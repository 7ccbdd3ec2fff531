#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("IsInf finds infinities of the signs that it is told to") {
  const auto x = tensor<float>({3}, {-INFINITY, 1, INFINITY});
  require_equal(run("IsInf", {x})[0], tensor<bool8>({3}, {true, false, true}));
  require_equal(run("IsInf", {x}, {{"detect_negative", 0}})[0],
                tensor<bool8>({3}, {false, false, true}));
}

}  // namespace
}  // namespace mortise::ops::testing
