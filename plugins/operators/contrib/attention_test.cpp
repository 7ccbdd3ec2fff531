#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/attention_loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::Attention";
constexpr size_t kBatch = 2, kLength = 3, kHeads = 2, kSize = 4, kColumns = 8, kWidth = 5;
const auto kX = random({2, 3, 5}, 1), kWeights = random({5, 24}, 2), kBias = random({24}, 3);

struct Projected {
  Heads q, k, v;
};
Projected projected() {
  const Doubles all = sum_of(
      product(kX.doubles(), kWeights.doubles(), kBatch * kLength, kWidth, 24), kBias.doubles());
  const auto part = [&](size_t i) {
    return heads_of(all, kBatch, kLength, kHeads, kSize, i * kColumns, 24);
  };
  return {part(0), part(1), part(2)};
}

Tensor run_masked(const std::optional<Tensor>& mask, Attrs attrs = {}) {
  attrs.emplace_back("num_heads", 2);
  return run_decomposed(kOp, {kX, kWeights, kBias, mask}, attrs)[0];
}
Doubles expected(const Bias& bias) {
  const Projected p = projected();
  return attended(p.q, p.k, p.v, bias).output;
}

TEST_CASE("Attention projects and attends") {
  require_close(run_masked(std::nullopt), expected(kNoBias), 1e-5);
}

TEST_CASE("Attention hides later keys") {
  require_close(
      run_masked(std::nullopt, {{"unidirectional", 1}}),
      expected([](size_t, size_t, size_t row, size_t column) { return column > row ? kNever : 0; }),
      1e-5);
}

TEST_CASE("Attention takes masks by key, by query and key, and by where items end and begin") {
  require_close(run_masked(tensor<int32_t>({2, 3}, {1, 0, 1, 1, 1, 0})),
                expected([](size_t item, size_t, size_t, size_t column) {
                  return column == (item == 0 ? 1u : 2u) ? kNever : 0;
                }),
                1e-5);
  require_close(run_masked(tensor<int32_t>({2}, {1, 3})),
                expected([](size_t item, size_t, size_t, size_t column) {
                  return item == 0 && column >= 1 ? kNever : 0;
                }),
                1e-5);
  require_close(run_masked(tensor<int32_t>({4}, {3, 2, 1, 0})),
                expected([](size_t item, size_t, size_t, size_t column) {
                  return column == (item == 0 ? 0u : 2u) ? kNever : 0;
                }),
                1e-5);
  std::vector<int32_t> seen(18, 1);
  seen[1] = seen[14] = 0;  // item 0, query 0, key 1; item 1, query 1, key 2
  require_close(run_masked(tensor<int32_t>({2, 3, 3}, seen)),
                expected([](size_t item, size_t, size_t row, size_t column) {
                  const bool is_hidden =
                      item == 0 ? row == 0 && column == 1 : row == 1 && column == 2;
                  return is_hidden ? kNever : 0;
                }),
                1e-5);
}

TEST_CASE("Attention hides by a number that may be small, but later keys altogether") {
  require_close(run_masked(tensor<int32_t>({2, 3}, {1, 0, 1, 1, 1, 1}),
                           {{"mask_filter_value", -1.5}, {"unidirectional", 1}}),
                expected([](size_t item, size_t, size_t row, size_t column) {
                  return (item == 0 && column == 1 ? -1.5 : 0) + (column > row ? kNever : 0);
                }),
                1e-5);
}

TEST_CASE("Attention keeps keys and values for the next time") {
  const auto past = random({2, 2, 2, 2, 4}, 5);
  const Doubles both = past.doubles();
  Heads keys{kBatch, kHeads, 2, kSize}, values = keys;
  keys.elements.assign(both.begin(), both.begin() + 32);
  values.elements.assign(both.begin() + 32, both.end());
  const Projected p = projected();
  const Heads k = joined(keys, p.k), v = joined(values, p.v);
  const auto y = run_decomposed(kOp, {kX, kWeights, kBias, std::nullopt, past},
                                {{"num_heads", 2}, {"unidirectional", 1}}, 2);
  require_close(y[0],
                attended(p.q, k, v,
                         [](size_t, size_t, size_t row, size_t column) {
                           return column > row + 2 ? kNever : 0;
                         })
                    .output,
                1e-5);
  REQUIRE(y[1].shape == Shape{2, 2, 2, 5, 4});
  Doubles present = k.elements;
  present.insert(present.end(), v.elements.begin(), v.elements.end());
  require_close(y[1], present, 1e-5);
}

TEST_CASE("Attention adds a bias to the scores, and scales them otherwise") {
  const auto bias = random({1, 2, 3, 3}, 6);
  const Projected p = projected();
  require_close(run_decomposed(kOp, {kX, kWeights, kBias, std::nullopt, std::nullopt, bias},
                               {{"num_heads", 2}, {"scale", 0.25}})[0],
                attended(
                    p.q, p.k, p.v,
                    [&](size_t, size_t head, size_t row, size_t column) {
                      return bias.doubles()[(head * 3 + row) * 3 + column];
                    },
                    0.25)
                    .output,
                1e-5);
}

TEST_CASE("Attention may have values of another size") {
  const Attrs attrs = {{"num_heads", 2}, {"qkv_hidden_sizes", std::vector<int64_t>{8, 8, 6}}};
  const std::vector<InputType> inputs = {type<float>({-2, 3, 5}), type<float>({5, 22})};
  REQUIRE(infer(kOp, inputs, attrs).type(0) == "float32[#0, 3, 6]");
  REQUIRE_THROWS_WITH(infer(kOp, {type<float>({1, 3, 5}), type<float>({5, 23})}, attrs),
                      Catch::Contains("extents 23 and 22 must be equal"));
}

TEST_CASE("Attention names what it does not have") {
  const std::vector<InputType> inputs = {type<float>({2, 3, 5}), type<float>({5, 24})};
  REQUIRE_THROWS_WITH(infer(kOp, inputs, {{"num_heads", 2}, {"do_rotary", 1}}),
                      Catch::Contains("attribute do_rotary"));
  REQUIRE_THROWS_WITH(infer(kOp, inputs, {{"num_heads", 3}}),
                      Catch::Contains("attribute num_heads is 3, which does not divide 8 columns"));
  REQUIRE_THROWS_WITH(
      infer(kOp, {inputs[0], inputs[1], absent(), type<int32_t>({2, 1, 3, 3})}, {{"num_heads", 2}}),
      Catch::Contains("its rank must be 1, 2 or 3"));
}

}  // namespace
}  // namespace mortise::contrib
