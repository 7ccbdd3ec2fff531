#include "ops/ml/features.hpp"
#include "ops/ml/post_transform.hpp"

namespace mortise::ops {
namespace {

// [targets, features]
struct Weights {
  explicit Weights(const Node& node)
      : targets(node.attr_int("targets", 1)),
        coefficients(node.attr_floats("coefficients")),
        intercepts(node.attr_floats("intercepts")),
        transform(node.attr_string("post_transform", "NONE")) {
    const auto count = static_cast<int64_t>(coefficients.size());
    if (targets < 1 || count == 0 || count % targets != 0)
      invalid("there are ", count, " coefficients for ", targets, " targets");
    features = count / targets;
    if (!intercepts.empty() && static_cast<int64_t>(intercepts.size()) != targets)
      invalid("there are ", intercepts.size(), " intercepts for ", targets, " targets");
  }
  int64_t targets;
  int64_t features = 0;
  std::vector<double> coefficients, intercepts;
  PostTransform transform;
};

void infer(const Node& node, Inference& out) {
  const Weights weights(node);
  check_feature_count(node, weights.features);
  infer_rows(node, out, weights.targets);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  const Weights weights(node);
  std::vector<Value> inputs = {
      to_float32(b, node.input_id(0)),
      floats(b, weights.coefficients, {weights.targets, weights.features})};
  if (!weights.intercepts.empty())
    inputs.push_back(floats(b, weights.intercepts, {weights.targets}));
  const Value y = b.node("Gemm", inputs, {{"transB", 1}});
  return {weights.transform.apply(b, y, weights.targets)};
}

}  // namespace

MORTISE_OPERATOR(LinearRegressor, 1) {
  op.summary("Weighted sums of features, one for each target")
      .input("X")
      .output("Y")
      .attribute("coefficients", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("intercepts", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("post_transform", MORTISE_ATTRIBUTE_STRING)
      .attribute("targets", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::ops
