#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"
#include "plugin-sdk/testing/fake_graph.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kFlex = "ai.onnx.preview::FlexAttention";

// The same by Attention, which shares heads and scales in the same way.
void compare(const Shape& query, const Shape& key, const Shape& value, const Attrs& attrs = {}) {
  const uint32_t dtype = MORTISE_DTYPE_FLOAT64;
  const Inputs inputs = {random_tensor(dtype, query, -1, 1, 1), random_tensor(dtype, key, -1, 1, 2),
                         random_tensor(dtype, value, -1, 1, 3)};
  require_matches(run_decomposed(kFlex, inputs, attrs)[0], run("Attention", inputs, attrs)[0],
                  1e-9);
}

TEST_CASE("FlexAttention without modifiers is attention") {
  compare({2, 3, 4, 5}, {2, 3, 6, 5}, {2, 3, 6, 7});
  compare({1, 2, 3, 4}, {1, 2, 3, 4}, {1, 2, 3, 4}, {{"scale", 0.1}});
}

TEST_CASE("FlexAttention's query heads share keys in groups") {
  compare({2, 6, 4, 5}, {2, 2, 3, 5}, {2, 2, 3, 7});
}

/// A graph of so many outputs, each of them its input times two.
struct Doubling {
  explicit Doubling(size_t outputs = 1) {
    sdk::Builder b = graph.builder();
    const sdk::Value x = b.input("x", sdk::unranked_type(MORTISE_DTYPE_FLOAT64));
    for (size_t i = 0; i < outputs; ++i)
      b.output("y", b.node("Mul", {x, b.scalar(MORTISE_DTYPE_FLOAT64, 2)}));
  }
  sdk::testing::FakeGraph graph;
};

TEST_CASE("FlexAttention's graphs make something else of scores and of probabilities") {
  const uint32_t dtype = MORTISE_DTYPE_FLOAT64;
  const Shape shape = {1, 2, 3, 4};
  const Inputs inputs = {random_tensor(dtype, shape, -1, 1, 1),
                         random_tensor(dtype, shape, -1, 1, 2),
                         random_tensor(dtype, shape, -1, 1, 3)};
  Doubling doubling;
  const Attrs twice_the_score = {{"score_mod", doubling.graph.abi()}, {"scale", 0.3}};
  require_matches(run_decomposed(kFlex, inputs, twice_the_score)[0],
                  run("Attention", inputs, {{"scale", 0.6}})[0], 1e-9);
  Inputs doubled = inputs;
  doubled[2] = run("Mul", {inputs[2], tensor<double>({}, {2})})[0];
  require_matches(run_decomposed(kFlex, inputs, {{"prob_mod", doubling.graph.abi()}})[0],
                  run("Attention", doubled)[0], 1e-9);
}

TEST_CASE("FlexAttention refuses a graph that gives more than one value") {
  const Inputs inputs(3, random_tensor(MORTISE_DTYPE_FLOAT64, {1, 2, 3, 4}, -1, 1, 1));
  Doubling two(2);
  REQUIRE_THROWS_WITH(run_decomposed(kFlex, inputs, {{"score_mod", two.graph.abi()}}),
                      Catch::Contains("the body has 2 outputs, not 1"));
}

TEST_CASE("FlexAttention knows its shape and what does not fit") {
  REQUIRE(infer(kFlex, {type<float>({-2, 4, -3, 8}), type<float>({-2, 2, 6, 8}),
                        type<float>({-2, 2, 6, 16})})
              .type(0) == "float32[#0, 4, #1, 16]");
  REQUIRE_THROWS_WITH(infer(kFlex, {type<float>({1, 3, 2, 8}), type<float>({1, 2, 6, 8}),
                                    type<float>({1, 2, 6, 8})}),
                      Catch::Contains("3 query heads cannot share 2"));
  REQUIRE_THROWS_WITH(
      infer(kFlex, {type<float>({1, 2, 8}), type<float>({1, 2, 6, 8}), type<float>({1, 2, 6, 8})}),
      Catch::Contains("rank must be 4"));
}

}  // namespace
}  // namespace mortise::ops::testing
