#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

Inputs example(uint32_t dtype) {
  return {random_tensor(dtype, {2, 3, 4}), random_tensor(dtype, {4}, 0.5, 2, 2),
          random_tensor(dtype, {4}, -1, 1, 3)};
}

TEST_CASE("LayerNormalization gives mean 0 and variance 1, scaled and shifted") {
  const auto y =
      run("LayerNormalization",
          {tensor<float>({1, 2}, {1, 3}), tensor<float>({2}, {2, 2}), tensor<float>({2}, {10, 20})},
          {{"epsilon", 0.0}})[0];
  require_close(y, {8, 22}, 1e-6);
}

TEST_CASE("LayerNormalization gives the statistics on demand, in float32") {
  RunOptions options;
  options.output_count = 3;
  const auto results =
      run("LayerNormalization", {tensor<float16>({1, 2}, {1, 3}), tensor<float16>({2}, {1, 1})},
          {{"epsilon", 0.0}}, options);
  require_equal(results[1], tensor<float>({1, 1}, {2}));
  require_equal(results[2], tensor<float>({1, 1}, {1}));
}

TEST_CASE("LayerNormalization decomposes into simpler operators") {
  for (int axis : {-1, 1}) {
    Inputs inputs = example(MORTISE_DTYPE_FLOAT32);
    RunOptions options;
    options.output_count = 3;
    const auto direct = run("LayerNormalization", inputs, {{"axis", axis}}, options);
    const auto decomposed = run_decomposed("LayerNormalization", inputs, {{"axis", axis}}, 3);
    for (size_t i = 0; i < 3; ++i) require_matches(decomposed[i], direct[i], 1e-5);
  }
}

TEST_CASE("LayerNormalization refuses a scale that does not fit") {
  REQUIRE_THROWS_WITH(infer("LayerNormalization", {type<float>({2, 4}), type<float>({2, 4})}),
                      "LayerNormalization: input 1 has shape [2, 4]; it must broadcast to [4]");
}

TEST_CASE("LayerNormalization keeps symbols") {
  REQUIRE(infer("LayerNormalization", {type<float>({-2, 4}), type<float>({4})}).type(0) ==
          "float32[#0, 4]");
}

TEST_CASE("LayerNormalization takes the type of its statistics from the scale when X has none") {
  const InputType x{MORTISE_DTYPE_UNDEFINED, true, {2, 4}, nullptr, true};
  const auto wide = infer("LayerNormalization", {x, type<double>({4})}, {}, 3);
  REQUIRE(wide.type(0) == "float64[2, 4]");
  REQUIRE(wide.type(1) == "float64[2, 1]");
  REQUIRE(infer("LayerNormalization", {x, type<float>({4})}, {}, 3).type(2) == "float32[2, 1]");
}

TEST_CASE("LayerNormalization has the gradient of its three inputs") {
  check_gradient("LayerNormalization", example(MORTISE_DTYPE_FLOAT64), {0, 1, 2}, {}, 1e-5);
}

TEST_CASE("LayerNormalization refuses a scale that is wider than the normalised axes") {
  REQUIRE_THROWS_WITH(infer("LayerNormalization", {type<float>({2, 1}), type<float>({4})}),
                      "LayerNormalization: input 1 has shape [4]; it must broadcast to [1]");
}

}  // namespace
}  // namespace mortise::ops::testing
