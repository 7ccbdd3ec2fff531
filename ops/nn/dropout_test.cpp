#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Dropout hands its input on, with a mask that keeps all") {
  const auto x = tensor<float>({2}, {1, 2});
  RunOptions options;
  options.output_count = 2;
  const auto results = run("Dropout", {x, tensor<float>({}, {0.5f})}, {}, options);
  require_equal(results[0], x);
  require_equal(results[1], tensor<bool8>({2}, {true, true}));
}

TEST_CASE("Dropout drops nothing in training where the ratio is zero") {
  const auto x = tensor<float>({2}, {1, 2});
  require_equal(run("Dropout", {x, tensor<float>({}, {0}), tensor<bool8>({}, {true})})[0], x);
}

TEST_CASE("Dropout refuses training") {
  REQUIRE_THROWS_WITH(
      run("Dropout", {tensor<float>({1}, {1}), std::nullopt, tensor<bool8>({}, {true})}),
      Catch::Contains("training_mode is true"));
}

TEST_CASE("Dropout refuses a training mode that is no boolean scalar") {
  REQUIRE_THROWS_WITH(infer("Dropout", {type<float>({1}), absent(), type<float>({})}),
                      "Dropout: input 2 is float32; it must be one of bool");
  REQUIRE_THROWS_WITH(infer("Dropout", {type<float>({1}), absent(), type<bool8>({0})}),
                      "Dropout: input 2 has shape [0]; it must have one element");
}

}  // namespace
}  // namespace mortise::ops::testing
