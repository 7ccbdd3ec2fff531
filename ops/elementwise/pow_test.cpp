#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Pow broadcasts, and takes an exponent of another dtype") {
  require_close(run("Pow", {tensor<float>({3}, {1, 2, -3}), tensor<int64_t>({1}, {2})})[0],
                {1, 4, 9}, 1e-6);
  require_equal(run("Pow", {tensor<int32_t>({2}, {2, 9}), tensor<float>({2}, {3, 0.5f})})[0],
                tensor<int32_t>({2}, {8, 3}));
}

TEST_CASE("Pow of integers saturates") {
  require_equal(run("Pow", {tensor<int32_t>({1}, {10}), tensor<int32_t>({1}, {40})})[0],
                tensor<int32_t>({1}, {2147483647}));
}

}  // namespace
}  // namespace mortise::ops::testing
