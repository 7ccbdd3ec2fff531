#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Ints = std::vector<int64_t>;

// One head, one query, two keys of one number.
const auto kQ = tensor<double>({1, 1, 1, 1}, {2});
const auto kK = tensor<double>({1, 1, 2, 1}, {0, 1});
const auto kV = tensor<double>({1, 1, 2, 1}, {10, 20});

double mixed(double first, double second) {
  const double a = std::exp(first), b = std::exp(second);
  return (10 * a + 20 * b) / (a + b);
}

TEST_CASE("Attention mixes the values by the softmax of the scores") {
  require_close(run("Attention", {kQ, kK, kV})[0], {mixed(0, 2)}, 1e-12);
  require_close(run("Attention", {kQ, kK, kV}, {{"scale", 0.5}})[0], {mixed(0, 1)}, 1e-12);
  require_close(run("Attention", {kQ, kK, kV}, {{"softcap", 3.0}})[0],
                {mixed(0, 3 * std::tanh(2.0 / 3))}, 1e-12);
}

TEST_CASE("Attention adds a mask of numbers, and hides what a mask of bools or its end hides") {
  require_close(run("Attention", {kQ, kK, kV, tensor<double>({1, 2}, {1, -1})})[0], {mixed(1, 1)},
                1e-12);
  require_close(run("Attention", {kQ, kK, kV, tensor<bool8>({1, 2}, {true, false})})[0], {10},
                1e-12);
  const auto long_k = tensor<double>({1, 1, 3, 1}, {0, 1, NAN});
  const auto long_v = tensor<double>({1, 1, 3, 1}, {10, 20, NAN});
  require_close(run("Attention", {kQ, long_k, long_v, tensor<double>({1, 2}, {0, 0})})[0],
                {mixed(0, 2)}, 1e-12);
  require_close(run("Attention", {kQ, long_k, long_v, std::nullopt, std::nullopt, std::nullopt,
                                  tensor<int64_t>({1}, {2})})[0],
                {mixed(0, 2)}, 1e-12);
}

TEST_CASE("Attention sees no later keys where it is causal") {
  const auto q = tensor<double>({1, 1, 2, 1}, {2, 2});
  require_close(run("Attention", {q, kK, kV}, {{"is_causal", 1}})[0], {10, mixed(0, 2)}, 1e-12);
}

TEST_CASE("Attention goes on from what was before") {
  const auto first_k = tensor<double>({1, 1, 1, 1}, {0}),
             first_v = tensor<double>({1, 1, 1, 1}, {10});
  const auto next_k = tensor<double>({1, 1, 1, 1}, {1}),
             next_v = tensor<double>({1, 1, 1, 1}, {20});
  const auto y = run("Attention", {kQ, next_k, next_v, std::nullopt, first_k, first_v},
                     {{"is_causal", 1}}, outputs(3));
  require_close(y[0], {mixed(0, 2)}, 1e-12);
  require_close(y[1], {0, 1}, 1e-12);
  require_close(y[2], {10, 20}, 1e-12);
  REQUIRE(y[1].shape == Shape{1, 1, 2, 1});
}

TEST_CASE("Attention shows the scores at each stage") {
  const auto stage = [](int64_t mode) {
    const auto mask = tensor<double>({1, 2}, {1, -1});
    const Attrs attrs = {{"qk_matmul_output_mode", mode}, {"softcap", 3.0}};
    return run("Attention", {kQ, kK, kV, mask}, attrs, outputs(4))[3];
  };
  const double capped = 3 * std::tanh(2.0 / 3);
  require_close(stage(0), {0, 2}, 1e-12);
  require_close(stage(1), {0, capped}, 1e-12);
  require_close(stage(2), {1, capped - 1}, 1e-12);
  const double sum = std::exp(1) + std::exp(capped - 1);
  require_close(stage(3), {std::exp(1) / sum, std::exp(capped - 1) / sum}, 1e-12);
}

TEST_CASE(
    "Attention has heads beside each other where its inputs have rank 3, and shares those of the keys") {
  const auto q = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3, 8}, -1, 1, 1);
  const auto k = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 5, 4}, -1, 1, 2);
  const auto v = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 5, 6}, -1, 1, 3);
  const auto y = run("Attention", {q, k, v}, {{"q_num_heads", 4}, {"kv_num_heads", 2}})[0];
  REQUIRE(y.shape == Shape{2, 3, 12});
  const auto heads = [](const Tensor& x, int64_t count) {
    const int64_t size = x.shape[2] / count;
    const auto shape = tensor<int64_t>({4}, {x.shape[0], x.shape[1], count, size});
    return run("Transpose", {run("Reshape", {x, shape})[0]}, {{"perm", Ints{0, 2, 1, 3}}})[0];
  };
  const auto apart = run("Attention", {heads(q, 4), heads(k, 2), heads(v, 2)})[0];
  REQUIRE(apart.shape == Shape{2, 4, 3, 3});
  const auto together = run("Transpose", {apart}, {{"perm", Ints{0, 2, 1, 3}}})[0];
  require_close(y, together.doubles(), 1e-12);
}

TEST_CASE("Attention checks its shapes") {
  const auto all =
      infer("Attention",
            {type<float>({-2, 4, 7, 8}), type<float>({-2, 2, 5, 8}), type<float>({-2, 2, 5, 6}),
             type<float>({7, 5}), type<float>({-2, 2, 3, 8}), type<float>({-2, 2, 3, 6})},
            {}, 4);
  REQUIRE(all.type(0) == "float32[#0, 4, 7, 6]");
  REQUIRE(all.type(1) == "float32[#0, 2, 8, 8]");
  REQUIRE(all.type(3) == "float32[#0, 4, 7, 8]");
  const auto refused = [](const std::vector<InputType>& inputs, const Attrs& attrs = {}) {
    return infer("Attention", inputs, attrs);
  };
  REQUIRE_THROWS_WITH(
      refused({type<float>({1, 4, 8}), type<float>({1, 5, 8}), type<float>({1, 5, 8})}),
      Catch::Contains("q_num_heads"));
  REQUIRE_THROWS_WITH(
      refused({type<float>({1, 3, 4, 8}), type<float>({1, 2, 5, 8}), type<float>({1, 2, 5, 8})}),
      Catch::Contains("evenly"));
  REQUIRE_THROWS_WITH(refused({type<float>({1, 2, 4, 8}), type<float>({1, 2, 5, 8}),
                               type<float>({1, 2, 5, 8}), type<float>({3, 5})}),
                      Catch::Contains("attn_mask"));
}

}  // namespace
}  // namespace mortise::ops::testing
