#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

// Two tokens of one head of one number.
const auto kQ = tensor<double>({1, 2, 1}, {1, 2});
const auto kK = tensor<double>({1, 2, 1}, {3, 0.5});
const auto kV = tensor<double>({1, 2, 1}, {5, 7});

std::vector<Tensor> attend(const std::string& rule, const Inputs& more) {
  Inputs inputs = {kQ, kK, kV};
  inputs.insert(inputs.end(), more.begin(), more.end());
  return run("LinearAttention", inputs,
             {{"update_rule", rule}, {"q_num_heads", 1}, {"kv_num_heads", 1}, {"scale", 1.0}},
             outputs(2));
}

TEST_CASE("LinearAttention adds up products of keys and values") {
  const auto y = attend("linear", {});
  require_close(y[0], {15, 2 * 18.5}, 1e-12);
  require_close(y[1], {18.5}, 1e-12);
  require_close(attend("linear", {tensor<double>({1, 1, 1, 1}, {100})})[0], {115, 237}, 1e-12);
}

TEST_CASE("LinearAttention lets the state decay") {
  const auto decay = tensor<double>({1, 2, 1}, {0, std::log(0.5)});
  require_close(attend("gated", {std::nullopt, decay})[0], {15, 2 * (7.5 + 3.5)}, 1e-12);
}

TEST_CASE("LinearAttention corrects what the state says of a key") {
  const auto beta = tensor<double>({1, 2, 1}, {1, 0.5});
  const double first = 15, second = first + 0.5 * 0.5 * (7 - first * 0.5);
  require_close(attend("delta", {std::nullopt, std::nullopt, beta})[0], {first, 2 * second}, 1e-12);
  const auto decay = tensor<double>({1, 2, 1}, {0, std::log(0.5)});
  const double gated = 7.5 + 0.5 * 0.5 * (7 - 7.5 * 0.5);
  require_close(attend("gated_delta", {std::nullopt, decay, beta})[0], {first, 2 * gated}, 1e-12);
}

TEST_CASE("LinearAttention shares the heads of keys") {
  const Attrs attrs = {{"update_rule", "linear"}, {"q_num_heads", 4}, {"kv_num_heads", 2}};
  const auto q = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3, 8}, -1, 1, 1);
  const auto k = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3, 4}, -1, 1, 2);
  const auto v = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3, 6}, -1, 1, 3);
  const auto y = run("LinearAttention", {q, k, v}, attrs, outputs(2));
  REQUIRE(y[0].shape == Shape{2, 3, 12});
  REQUIRE(y[1].shape == Shape{2, 2, 2, 3});
  // The first token sees itself alone.
  const auto qs = q.doubles(), ks = k.doubles(), vs = v.doubles();
  const double expected = (qs[4] * ks[2] + qs[5] * ks[3]) / std::sqrt(2) * vs[3];
  REQUIRE(y[0].doubles()[6] == Approx(expected));
}

TEST_CASE("LinearAttention checks its rule and its shapes") {
  const auto rule = [](const std::string& name, std::vector<InputType> more = {}) {
    std::vector<InputType> inputs = {type<float>({-2, 7, 8}), type<float>({-2, 7, 4}),
                                     type<float>({-2, 7, 6})};
    inputs.insert(inputs.end(), more.begin(), more.end());
    return infer("LinearAttention", inputs,
                 {{"update_rule", name}, {"q_num_heads", 4}, {"kv_num_heads", 2}}, 2);
  };
  REQUIRE(rule("linear").type(0) == "float32[#0, 7, 12]");
  REQUIRE(rule("linear").type(1) == "float32[#0, 2, 2, 3]");
  REQUIRE_THROWS_WITH(rule("gated"), Catch::Contains("needs decay"));
  REQUIRE_THROWS_WITH(rule("linear", {absent(), type<float>({-2, 7, 2})}),
                      Catch::Contains("has no decay"));
  REQUIRE_THROWS_WITH(rule("gated", {absent(), type<float>({-2, 7, 3})}),
                      Catch::Contains("must have 2 or 4"));
  REQUIRE_THROWS_WITH(rule("quadratic"), Catch::Contains("update_rule is quadratic"));
}

}  // namespace
}  // namespace mortise::ops::testing
