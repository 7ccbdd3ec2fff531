#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kClassifier = "ai.onnx.ml::LinearClassifier";
using Floats = std::vector<double>;
using Ints = std::vector<int64_t>;
const auto kX = tensor<float>({3, 2}, {1, 2, -1, 0.5f, 0.3f, -0.2f});

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

TEST_CASE("LinearClassifier takes the class with the largest score") {
  // x0, x1 + 1, -x0 - x1
  const Attrs attrs = {{"coefficients", Floats{1, 0, 0, 1, -1, -1}},
                       {"intercepts", Floats{0, 1, 0}},
                       {"classlabels_strings", std::vector<std::string>{"a", "b", "c"}}};
  const auto y = run_decomposed(kClassifier, {kX}, attrs, 2);
  REQUIRE(y[0].strings() == std::vector<std::string>{"b", "b", "b"});
  require_close(y[1], {1, 3, -3, -1, 1.5, 0.5, 0.3, 0.8, -0.1}, 1e-6);
  Attrs softened = attrs;
  softened.emplace_back("post_transform", "SOFTMAX");
  const double sum = std::exp(1) + std::exp(3) + std::exp(-3);
  const auto shares = run_decomposed(kClassifier, {kX}, softened, 2)[1].doubles();
  REQUIRE(shares[1] == Approx(std::exp(3) / sum));
}

TEST_CASE("LinearClassifier has one score for two classes") {
  Attrs attrs = {{"coefficients", Floats{1, 1}},
                 {"intercepts", Floats{0.5}},
                 {"classlabels_ints", Ints{3, 7}}};
  const auto y = run_decomposed(kClassifier, {kX}, attrs, 2);
  REQUIRE(y[0].ints() == Ints{7, 3, 7});
  require_close(y[1], {-2.5, 3.5, 1, 0, 0.4, 0.6}, 1e-6);
  attrs.emplace_back("post_transform", "LOGISTIC");
  require_close(run_decomposed(kClassifier, {kX}, attrs, 2)[1],
                {logistic(-3.5), logistic(3.5), 0.5, 0.5, logistic(-0.6), logistic(0.6)}, 1e-6);
  attrs.back() = {"post_transform", "PROBIT"};
  require_close(
      run_decomposed(kClassifier, {tensor<float>({2, 2}, {0, 0.2f, -0.1f, -0.2f})}, attrs, 2)[1],
      {-0.52444589, 0.52444589, 0.84175611, -0.84175611}, 1e-5);
}

TEST_CASE("LinearClassifier counts its labels") {
  const Attrs attrs = {{"coefficients", Floats{1, 2, 3, 4}},
                       {"intercepts", Floats{1, 2}},
                       {"classlabels_ints", Ints{3, 7}}};
  const auto found = infer(kClassifier, {type<int64_t>({-2, 2})}, attrs, 2);
  REQUIRE(found.type(0) == "int64[#0]");
  REQUIRE(found.type(1) == "float32[#0, 2]");
  REQUIRE_THROWS_WITH(infer(kClassifier, {type<float>({1, 2})},
                            {{"coefficients", Floats{1, 2}},
                             {"intercepts", Floats{1}},
                             {"classlabels_ints", Ints{1, 2, 3}}},
                            2),
                      Catch::Contains("there are 3 class labels for 1 scores"));
}

}  // namespace
}  // namespace mortise::ops::testing
