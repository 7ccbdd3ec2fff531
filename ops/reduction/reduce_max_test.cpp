#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("ReduceMax finds the greatest element") {
  const auto x = tensor<int8_t>({2, 3}, {1, -5, 3, -7, -8, -9});
  require_equal(run("ReduceMax", {x, tensor<int64_t>({1}, {1})})[0],
                tensor<int8_t>({2, 1}, {3, -7}));
}

TEST_CASE("ReduceMax of nothing is the least value there is") {
  require_close(run("ReduceMax", {tensor<float>({0}, {})})[0], {-INFINITY}, 0);
  require_equal(run("ReduceMax", {tensor<int32_t>({0}, {})})[0], tensor<int32_t>({1}, {INT32_MIN}));
}

TEST_CASE("ReduceMax gives NaN where there is one") {
  require_close(run("ReduceMax", {tensor<float>({3}, {1, NAN, 2})})[0], {NAN}, 0);
}

TEST_CASE("ReduceMax of bool is whether any is true") {
  require_equal(run("ReduceMax", {tensor<bool8>({2}, {false, true})})[0],
                tensor<bool8>({1}, {true}));
}

}  // namespace
}  // namespace mortise::ops::testing
