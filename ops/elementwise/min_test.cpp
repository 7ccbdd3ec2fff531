#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Min of any number of inputs, with broadcasting") {
  require_equal(run("Min", {tensor<int32_t>({3}, {3, 5, 0}), tensor<int32_t>({}, {1}),
                            tensor<int32_t>({3}, {2, 2, 2})})[0],
                tensor<int32_t>({3}, {1, 1, 0}));
  require_equal(run("Min", {tensor<float>({1}, {4})})[0], tensor<float>({1}, {4}));
}

}  // namespace
}  // namespace mortise::ops::testing
