#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Equal compares with broadcasting; NaN equals nothing") {
  require_equal(run("Equal", {tensor<float>({3}, {1, 2, NAN}), tensor<float>({1}, {2})})[0],
                tensor<bool8>({3}, {false, true, false}));
  require_equal(run("Equal", {tensor<bool8>({2}, {true, false}), tensor<bool8>({}, {false})})[0],
                tensor<bool8>({2}, {false, true}));
}

}  // namespace
}  // namespace mortise::ops::testing
