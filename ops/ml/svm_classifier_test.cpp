#include <array>
#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kClassifier = "ai.onnx.ml::SVMClassifier";
using Floats = std::vector<double>;
using Ints = std::vector<int64_t>;

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

// Three classes of 2, 1 and 3 support vectors.
const auto kX = random_tensor(MORTISE_DTYPE_FLOAT32, {6, 2}, -2, 2, 1);
const Floats kVectors = random_tensor(MORTISE_DTYPE_FLOAT32, {6, 2}, -2, 2, 2).doubles();
const Floats kCoefficients = random_tensor(MORTISE_DTYPE_FLOAT32, {2, 6}, -1, 1, 3).doubles();
const Floats kOffsets = {0.1, -0.2, 0.05};
const std::array<size_t, 4> kStarts = {0, 2, 3, 6};

Attrs attributes(const Attrs& more = {}) {
  Attrs attrs = {{"vectors_per_class", Ints{2, 1, 3}},
                 {"support_vectors", kVectors},
                 {"coefficients", kCoefficients},
                 {"rho", kOffsets},
                 {"kernel_type", "RBF"},
                 {"kernel_params", Floats{0.5, 0, 0}},
                 {"classlabels_ints", Ints{5, 6, 7}}};
  attrs.insert(attrs.end(), more.begin(), more.end());
  return attrs;
}

// Of a row: the scores of classes 0 and 1, 0 and 2, and 1 and 2.
std::array<double, 3> pair_scores(size_t row) {
  const Floats x = kX.doubles();
  double common[6];
  for (size_t i = 0; i < 6; ++i)
    common[i] = std::exp(-0.5 * (std::pow(x[2 * row] - kVectors[2 * i], 2) +
                                 std::pow(x[2 * row + 1] - kVectors[2 * i + 1], 2)));
  const auto sum = [&](size_t of, size_t against) {
    const size_t line = against < of ? against : against - 1;
    double total = 0;
    for (size_t i = kStarts[of]; i < kStarts[of + 1]; ++i)
      total += kCoefficients[line * 6 + i] * common[i];
    return total;
  };
  return {sum(0, 1) + sum(1, 0) + kOffsets[0], sum(0, 2) + sum(2, 0) + kOffsets[1],
          sum(1, 2) + sum(2, 1) + kOffsets[2]};
}

TEST_CASE("SVMClassifier lets each pair of classes vote") {
  const auto y = run(kClassifier, {kX}, attributes(), outputs(2));
  Floats scores;
  Ints labels;
  for (size_t row = 0; row < 6; ++row) {
    const auto s = pair_scores(row);
    scores.insert(scores.end(), s.begin(), s.end());
    int votes[3] = {};
    ++votes[s[0] > 0 ? 0 : 1];
    ++votes[s[1] > 0 ? 0 : 2];
    ++votes[s[2] > 0 ? 1 : 2];
    labels.push_back(5 + (std::max_element(votes, votes + 3) - votes));
  }
  require_close(y[1], scores, 1e-6);
  REQUIRE(y[0].ints() == labels);
}

// Of the probabilities only their definition is checked: p(t) is nearly the mean of what the pairs say of it, given p:
// sum over s of r(s, t) (r(s, t) p(t) - r(t, s) p(s)) is the same for all t.
TEST_CASE("SVMClassifier couples the probabilities of pairs") {
  const auto y =
      run(kClassifier, {kX},
          attributes({{"prob_a", Floats{-1, -2, -1.5}}, {"prob_b", Floats{0.1, 0, -0.1}}}),
          outputs(2))[1];
  REQUIRE(y.shape == Shape{6, 3});
  const Floats slopes = {-1, -2, -1.5}, shifts = {0.1, 0, -0.1};
  for (size_t row = 0; row < 6; ++row) {
    const auto s = pair_scores(row);
    double r[3][3] = {};
    const size_t pairs[3][2] = {{0, 1}, {0, 2}, {1, 2}};
    for (size_t k = 0; k < 3; ++k) {
      const double estimate = logistic(-(slopes[k] * s[k] + shifts[k]));
      r[pairs[k][0]][pairs[k][1]] = estimate;
      r[pairs[k][1]][pairs[k][0]] = 1 - estimate;
    }
    const double p[3] = {y.doubles()[3 * row], y.doubles()[3 * row + 1], y.doubles()[3 * row + 2]};
    REQUIRE(p[0] + p[1] + p[2] == Approx(1));
    double slope[3] = {};
    for (size_t t = 0; t < 3; ++t)
      for (size_t other = 0; other < 3; ++other)
        slope[t] += r[other][t] * (r[other][t] * p[t] - r[t][other] * p[other]);
    REQUIRE(slope[1] == Approx(slope[0]).margin(0.005));
    REQUIRE(slope[2] == Approx(slope[0]).margin(0.005));
  }
}

TEST_CASE("SVMClassifier has one score for two classes, and completes it") {
  Attrs attrs = {{"vectors_per_class", Ints{1, 1}},
                 {"support_vectors", Floats{1, 0, 0, 1}},
                 {"coefficients", Floats{2, -1}},
                 {"rho", Floats{0.5}},
                 {"classlabels_strings", std::vector<std::string>{"a", "b"}}};
  const auto x = tensor<int64_t>({2, 2}, {1, 0, 0, 3});  // 2.5 and -2.5
  const auto y = run(kClassifier, {x}, attrs, outputs(2));
  REQUIRE(y[0].strings() == std::vector<std::string>{"a", "b"});
  require_close(y[1], {-2.5, 2.5, 2.5, -2.5}, 1e-6);
  attrs.emplace_back("post_transform", "LOGISTIC");
  require_close(run(kClassifier, {x}, attrs, outputs(2))[1],
                {logistic(-2.5), logistic(2.5), logistic(2.5), logistic(-2.5)}, 1e-6);
  attrs.back() = {"post_transform", "SOFTMAX"};
  require_close(run(kClassifier, {x}, attrs, outputs(2))[1], {-1.5, 2.5, 3.5, -2.5}, 1e-6);
  attrs.back() = {"post_transform", "PROBIT"};
  require_close(run(kClassifier, {tensor<float>({1, 2}, {0, 0.3f})}, attrs, outputs(2))[1],
                {0.84175611, -0.84175611}, 1e-5);
}

TEST_CASE("SVMClassifier weighs features where there are no support vectors") {
  const Attrs attrs = {
      {"coefficients", Floats{1, 0, 0, 1}}, {"rho", Floats{10}}, {"classlabels_ints", Ints{3, 4}}};
  const auto y = run(kClassifier, {tensor<float>({2, 2}, {1, 2, 4, 3})}, attrs, outputs(2));
  REQUIRE(y[0].ints() == Ints{4, 3});
  require_close(y[1], {11, 12, 14, 13}, 1e-6);
}

TEST_CASE("SVMClassifier counts its attributes") {
  const auto found = infer(kClassifier, {type<float>({-2, 2})}, attributes(), 2);
  REQUIRE(found.type(0) == "int64[#0]");
  REQUIRE(found.type(1) == "float32[#0, 3]");
  const auto with = [](const sdk::Attr& wrong, size_t at) {
    Attrs attrs = attributes();
    attrs[at] = wrong;
    return infer(kClassifier, {type<float>({1, 2})}, attrs, 2);
  };
  REQUIRE_THROWS_WITH(with({"rho", Floats{1}}, 3),
                      Catch::Contains("attribute rho has 1 elements; it must have 3"));
  REQUIRE_THROWS_WITH(with({"vectors_per_class", Ints{3, 3}}, 0),
                      Catch::Contains("vectors_per_class has 2 elements; it must have 3"));
  REQUIRE_THROWS_WITH(with({"kernel_type", "COSINE"}, 4),
                      Catch::Contains("it must be LINEAR, POLY, RBF or SIGMOID"));
}

}  // namespace
}  // namespace mortise::ops::testing
