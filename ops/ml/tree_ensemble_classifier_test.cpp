#include <algorithm>

#include <catch2/catch.hpp>

#include "ops/ml/testing/small_forest.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kClassifier = "ai.onnx.ml::TreeEnsembleClassifier";
using Ints = std::vector<int64_t>;
using Floats = std::vector<double>;

// One weight for each of the five leaves.
Attrs attributes(const Ints& classes, const Floats& weights, const Attrs& more) {
  Attrs attrs = small_forest();
  attrs.insert(attrs.end(), {{"class_treeids", Ints{0, 0, 0, 7, 7}},
                             {"class_nodeids", Ints{1, 3, 4, 1, 2}},
                             {"class_ids", classes},
                             {"class_weights", weights}});
  attrs.insert(attrs.end(), more.begin(), more.end());
  return attrs;
}

// The sum of each row's weights for each class.
Floats sums(const Ints& classes, const Floats& weights, size_t count) {
  Floats y;
  const Floats x = small_forest_rows().doubles();
  for (size_t row = 0; row < x.size() / 2; ++row) {
    const auto leaves = leaves_of(x[2 * row], x[2 * row + 1]);
    const size_t hit[] = {leaves[0] == 1 ? 0u : leaves[0] == 3 ? 1u : 2u, leaves[1] == 1 ? 3u : 4u};
    Floats scores(count);
    for (const size_t leaf : hit) scores[static_cast<size_t>(classes[leaf])] += weights[leaf];
    y.insert(y.end(), scores.begin(), scores.end());
  }
  return y;
}

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

TEST_CASE("TreeEnsembleClassifier takes the class with the largest score") {
  const Ints classes = {0, 1, 2, 2, 1};
  const Floats weights = {3, 2, 4, 1, 5};
  const Attrs labels = {{"classlabels_strings", std::vector<std::string>{"a", "b", "c"}}};
  const auto y =
      run(kClassifier, {small_forest_rows()}, attributes(classes, weights, labels), outputs(2));
  const Floats scores = sums(classes, weights, 3);
  require_close(y[1], scores, 0);
  std::vector<std::string> best;
  for (auto row = scores.begin(); row != scores.end(); row += 3)
    best.emplace_back(1, static_cast<char>('a' + (std::max_element(row, row + 3) - row)));
  REQUIRE(y[0].strings() == best);
}

TEST_CASE(
    "TreeEnsembleClassifier transforms the scores of many classes, and starts from base values") {
  const Ints classes = {0, 1, 2, 2, 1};
  const Floats weights = {3, 2, 4, 1, 5}, base = {1, 2, 3};
  const Attrs more = {{"classlabels_int64s", Ints{10, 20, 30}},
                      {"base_values", base},
                      {"post_transform", "LOGISTIC"}};
  Floats expected = sums(classes, weights, 3);
  for (size_t i = 0; i < expected.size(); ++i) expected[i] = logistic(expected[i] + base[i % 3]);
  require_close(
      run(kClassifier, {small_forest_rows()}, attributes(classes, weights, more), outputs(2))[1],
      expected, 1e-6);
}

struct Binary {
  Tensor labels, scores;
};
Binary run_binary(const Floats& weights, const char* transform) {
  const auto y =
      run(kClassifier, {small_forest_rows()},
          attributes({0, 0, 0, 0, 0}, weights,
                     {{"classlabels_int64s", Ints{-1, 1}}, {"post_transform", transform}}),
          outputs(2));
  return {y[0], y[1]};
}

// The scores of both classes and the label, of each row's sum.
template <class Scores>
void check_binary(const Floats& weights, const char* transform, double threshold, Scores&& scores) {
  const Binary found = run_binary(weights, transform);
  Floats expected;
  Ints labels;
  for (const double sum : sums({0, 0, 0, 0, 0}, weights, 1)) {
    const auto [first, second] = scores(sum);
    expected.insert(expected.end(), {first, second});
    labels.push_back(sum > threshold ? 1 : -1);
  }
  require_close(found.scores, expected, 1e-6);
  REQUIRE(found.labels.ints() == labels);
}

TEST_CASE("TreeEnsembleClassifier completes the score of one of two classes") {
  // Probabilities where none is negative, and otherwise distances from a border.
  check_binary({0.1, 0.4, 0.2, 0.3, 0.15}, "NONE", 0.5,
               [](double sum) { return std::pair(1 - sum, sum); });
  const Floats distances = {1, -2, 0.5, -1.25, 0.25};
  check_binary(distances, "NONE", 0, [](double sum) { return std::pair(-sum, sum); });
  check_binary(distances, "LOGISTIC", 0,
               [](double sum) { return std::pair(logistic(-sum), logistic(sum)); });
  const Binary quantiles = run_binary({0.1, 0.4, 0.2, 0.3, 0.15}, "PROBIT");
  const Floats second = quantiles.scores.doubles();
  for (size_t i = 0; i < second.size(); i += 2) REQUIRE(second[i] == -second[i + 1]);
}

TEST_CASE("TreeEnsembleClassifier wants labels") {
  const Ints classes = {0, 0, 0, 0, 0};
  const Floats weights = {1, 2, 3, 4, 5};
  const auto found = infer(kClassifier, {type<float>({-2, 2})},
                           attributes(classes, weights, {{"classlabels_int64s", Ints{1, 2}}}), 2);
  REQUIRE(found.type(0) == "int64[#0]");
  REQUIRE(found.type(1) == "float32[#0, 2]");
  REQUIRE_THROWS_WITH(
      infer(kClassifier, {type<float>({1, 2})}, attributes(classes, weights, {}), 2),
      Catch::Contains("classlabels_strings"));
  REQUIRE_THROWS_WITH(infer(kClassifier, {type<float>({1, 2})},
                            attributes(classes, weights, {{"classlabels_int64s", Ints{1}}}), 2),
                      Catch::Contains("there must be two or more"));
}

}  // namespace
}  // namespace mortise::ops::testing
