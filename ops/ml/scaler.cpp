#include "ops/ml/features.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  check_features(node);
  check_per_feature(node, "offset", node.attr_floats("offset", {0}).size());
  check_per_feature(node, "scale", node.attr_floats("scale", {1}).size());
  out.set_like(0, node.type(0), MORTISE_DTYPE_FLOAT32);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  const std::vector<double> offset = node.attr_floats("offset", {0});
  const std::vector<double> scale = node.attr_floats("scale", {1});
  const Value shifted = b.node("Sub", {to_float32(b, node.input_id(0)),
                                       floats(b, offset, {static_cast<int64_t>(offset.size())})});
  return {b.node("Mul", {shifted, floats(b, scale, {static_cast<int64_t>(scale.size())})})};
}

}  // namespace

MORTISE_OPERATOR(Scaler, 1) {
  op.summary("(X - offset) scale, by feature")
      .input("X")
      .output("Y")
      .attribute("offset", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("scale", MORTISE_ATTRIBUTE_FLOATS)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::ops
