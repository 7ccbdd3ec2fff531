#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Relu replaces what is below zero") {
  require_equal(run("Relu", {tensor<float>({4}, {-1, 0, 2, -0.5f})})[0],
                tensor<float>({4}, {0, 0, 2, 0}));
  require_equal(run("Relu", {tensor<int8_t>({2}, {-5, 5})})[0], tensor<int8_t>({2}, {0, 5}));
}

TEST_CASE("Relu keeps NaN") {
  require_close(run("Relu", {tensor<float>({1}, {NAN})})[0], {NAN}, 0);
}

TEST_CASE("Relu keeps symbols") {
  REQUIRE(infer("Relu", {type<float>({-2, -1})}).type(0) == "float32[#0, ?]");
  REQUIRE(infer("Relu", {unranked<float>()}).type(0) == "float32[*]");
}

TEST_CASE("Relu refuses attributes and outputs that it does not have") {
  REQUIRE_THROWS_WITH(infer("Relu", {type<float>({2})}, {{"axis", 1}}),
                      "Relu: there is no attribute axis; it has none");
  REQUIRE_THROWS_WITH(infer("Relu", {type<float>({2})}, {}, 2),
                      "Relu: it has 2 outputs; at most 1 are possible");
}

TEST_CASE("Relu passes the gradient where the input is above zero") {
  check_gradient("Relu", {tensor<double>({4}, {-1, 0.5, 2, -0.5})}, {0});
}

}  // namespace
}  // namespace mortise::ops::testing
