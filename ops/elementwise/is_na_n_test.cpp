#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("IsNaN finds what is not a number") {
  require_equal(run("IsNaN", {tensor<float>({3}, {NAN, INFINITY, 0})})[0],
                tensor<bool8>({3}, {true, false, false}));
}

}  // namespace
}  // namespace mortise::ops::testing
