#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Clip keeps elements within the bounds that are there") {
  const auto x = tensor<float>({4}, {-2, 0, 3, 9});
  const auto low = tensor<float>({}, {-1});
  const auto high = tensor<float>({}, {6});
  require_equal(run("Clip", {x, low, high})[0], tensor<float>({4}, {-1, 0, 3, 6}));
  require_equal(run("Clip", {x, std::nullopt, high})[0], tensor<float>({4}, {-2, 0, 3, 6}));
  require_equal(run("Clip", {x, low})[0], tensor<float>({4}, {-1, 0, 3, 9}));
  require_equal(run("Clip", {x})[0], x);
}

TEST_CASE("Clip gives the upper bound where the bounds cross") {
  require_equal(run("Clip", {tensor<int8_t>({2}, {-5, 5}), tensor<int8_t>({}, {3}),
                             tensor<int8_t>({}, {1})})[0],
                tensor<int8_t>({2}, {1, 1}));
}

TEST_CASE("Clip stops the gradient outside the bounds") {
  check_gradient(
      "Clip",
      {tensor<double>({3}, {-2, 0.5, 2}), tensor<double>({}, {-1}), tensor<double>({}, {1})}, {0});
}

TEST_CASE("Clip refuses bounds that are no scalars") {
  REQUIRE_THROWS_WITH(infer("Clip", {type<float>({2}), type<float>({1, 0})}),
                      "Clip: input 1 has shape [1, 0]; it must have one element");
  REQUIRE(infer("Clip", {type<float>({2}), type<float>({1, 1})}).type(0) == "float32[2]");
}

}  // namespace
}  // namespace mortise::ops::testing
