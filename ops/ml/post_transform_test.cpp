#include "ops/ml/post_transform.hpp"

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Floats = std::vector<double>;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Floats applied(std::string_view name, Floats scores) {
  PostTransform(name).apply(scores.data(), static_cast<int64_t>(scores.size()));
  return scores;
}

// What a graph of operators makes of the same scores: those of a regressor whose targets are its features.
Tensor in_graph(std::string_view name, const Floats& scores) {
  const auto count = static_cast<int64_t>(scores.size());
  Floats identity(scores.size() * scores.size(), 0);
  for (size_t i = 0; i < scores.size(); ++i) identity[i * (scores.size() + 1)] = 1;
  const Tensor x = tensor<float>({1, count}, std::vector<float>(scores.begin(), scores.end()));
  return run_decomposed(
      "ai.onnx.ml::LinearRegressor", {x},
      {{"targets", count}, {"coefficients", identity}, {"post_transform", name}})[0];
}

// From onnxruntime 1.31.1.
TEST_CASE("PROBIT gives quantiles of the normal distribution, as ONNX Runtime approximates them") {
  const Floats y = applied("PROBIT", {0.2, 0.7, 0.1, 0.325, 0.5, 0, 1, -0.25, 1.5});
  const Floats expected = {-0.84175611, 0.52444589, -1.28171289, -0.45379, 0};
  for (size_t i = 0; i < expected.size(); ++i) CHECK(y[i] == Approx(expected[i]).margin(1e-5));
  CHECK(y[5] == -kInfinity);
  CHECK(y[6] == kInfinity);
  CHECK(std::isnan(y[7]));
  CHECK(std::isnan(y[8]));
}

TEST_CASE("SOFTMAX_ZERO shares what is not zero") {
  const Floats y = applied("SOFTMAX_ZERO", {0.5, 0, 0.45});
  CHECK(y[0] == Approx(1 / (1 + std::exp(-0.05))));
  CHECK(y[1] == 0);
  CHECK(y[2] == Approx(1 / (1 + std::exp(0.05))));
  CHECK(applied("SOFTMAX_ZERO", {0, 0}) == Floats{0, 0});
  CHECK(applied("SOFTMAX_ZERO", {1, -1e-8}) == Floats{1, 0});
}

TEST_CASE("a graph of operators transforms scores alike") {
  for (const char* name : {"NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO", "PROBIT"}) {
    INFO(name);
    for (const Floats& scores :
         {Floats{0.25, 0, 0.75, -0.5}, Floats{0, 0}, Floats{1, 0.5}, Floats{1, 1e-8, -1e-3},
          Floats{0.5000001, 0.4999999}, Floats{0.375}}) {
      // NaN and infinities are equal to themselves here.
      Floats rounded = scores;
      for (double& score : rounded) score = static_cast<float>(score);
      const Floats found = in_graph(name, scores).doubles(), wanted = applied(name, rounded);
      REQUIRE(found.size() == wanted.size());
      for (size_t i = 0; i < found.size(); ++i) {
        const bool is_same = std::isnan(wanted[i]) ? std::isnan(found[i]) : found[i] == wanted[i];
        if (!is_same) CHECK(found[i] == Approx(wanted[i]).margin(1e-9).epsilon(1e-6));
      }
    }
  }
}

TEST_CASE("one score alone is left as it is, unless by PROBIT") {
  for (const char* name : {"NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO"})
    CHECK(applied(name, {0.75}) == Floats{0.75});
  CHECK(applied("PROBIT", {0.7})[0] == Approx(0.52444589));
}

TEST_CASE("LOGISTIC and PROBIT say what the other class's score is") {
  double scores[2] = {};
  REQUIRE(PostTransform("LOGISTIC").apply_to_two(1, scores));
  CHECK(scores[0] == Approx(logistic(-1)));
  CHECK(scores[1] == Approx(logistic(1)));
  REQUIRE(PostTransform("PROBIT").apply_to_two(0.7, scores));
  CHECK(scores[0] == Approx(-0.52444589));
  CHECK(scores[1] == Approx(0.52444589));
  CHECK_FALSE(PostTransform("SOFTMAX").apply_to_two(0.7, scores));
}

TEST_CASE("a transform that is none is refused") {
  REQUIRE_THROWS_WITH(PostTransform("SOFTPLUS"), Catch::Contains("post_transform is SOFTPLUS"));
  REQUIRE_THROWS_WITH(PostTransform(5), Catch::Contains("post_transform is 5"));
}

}  // namespace
}  // namespace mortise::ops::testing
