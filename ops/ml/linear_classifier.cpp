#include "ops/ml/class_labels.hpp"
#include "ops/ml/features.hpp"
#include "ops/ml/post_transform.hpp"

namespace mortise::ops {
namespace {

// [scores, features]: a score for each class, or one that says how far a row belongs to the second of two.
struct Weights {
  explicit Weights(const Node& node)
      : labels(read_class_labels(node)),
        coefficients(node.attr_floats("coefficients")),
        intercepts(node.attr_floats("intercepts")),
        transform(node.attr_string("post_transform", "NONE")),
        scores(static_cast<int64_t>(intercepts.size())) {
    const auto count = static_cast<int64_t>(coefficients.size());
    if (scores == 0 || count == 0 || count % scores != 0)
      invalid("there are ", count, " coefficients and ", scores, " intercepts, one for each score");
    features = count / scores;
    if (labels.count() != (scores == 1 ? 2 : scores))
      invalid("there are ", labels.count(), " class labels for ", scores,
              " scores; one score is for two classes, and more are for as many");
  }
  LabelTable labels;
  std::vector<double> coefficients, intercepts;
  PostTransform transform;
  int64_t scores;
  int64_t features = 0;
};

void infer(const Node& node, Inference& out) {
  const Weights weights(node);
  check_feature_count(node, weights.features);
  infer_classes(node, out, weights.labels, weights.labels.count());
}

// Of the one score, that of the first class follows: what the transform says, and otherwise what one lacks.
Value both_scores(Builder& b, const Weights& weights, Value y) {
  if (const std::optional<Value> both = weights.transform.apply_to_two(b, y)) return *both;
  const Value other = b.node("Sub", {b.scalar(MORTISE_DTYPE_FLOAT32, 1), y});
  return b.node("Concat", {other, y}, {{"axis", 1}});
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  const Weights weights(node);
  const Value y = b.node("Gemm",
                         {to_float32(b, node.input_id(0)),
                          floats(b, weights.coefficients, {weights.scores, weights.features}),
                          floats(b, weights.intercepts, {weights.scores})},
                         {{"transB", 1}});
  const Value labels = labels_constant(b, weights.labels);
  if (weights.scores > 1) {
    const Value best = b.node("ArgMax", {y}, {{"axis", 1}, {"keepdims", 0}});
    return {b.node("Gather", {labels, best}), weights.transform.apply(b, y, weights.scores)};
  }
  const Value is_second = b.node("Greater", {y, b.scalar(MORTISE_DTYPE_FLOAT32, 0)});
  const Value index = b.node("Cast", {is_second}, {{"to", uint32_t{MORTISE_DTYPE_INT64}}});
  const Value flat = b.node("Squeeze", {index, b.ints({1})});
  return {b.node("Gather", {labels, flat}), both_scores(b, weights, y)};
}

}  // namespace

MORTISE_OPERATOR(LinearClassifier, 1) {
  op.summary("Classes, and their scores, from weighted sums of features")
      .input("X")
      .output("Y")
      .output("Z")
      .attribute("classlabels_ints", MORTISE_ATTRIBUTE_INTS)
      .attribute("classlabels_strings", MORTISE_ATTRIBUTE_STRINGS)
      .required_attribute("coefficients", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("intercepts", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("multi_class", MORTISE_ATTRIBUTE_INT)
      .attribute("post_transform", MORTISE_ATTRIBUTE_STRING)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::ops
