#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Sum of any number of inputs, with broadcasting") {
  require_equal(run("Sum", {tensor<float>({2}, {1, 2}), tensor<float>({}, {10}),
                            tensor<float>({2}, {100, 200})})[0],
                tensor<float>({2}, {111, 212}));
}

}  // namespace
}  // namespace mortise::ops::testing
