#include <cmath>

#include "ops/ml/features.hpp"

namespace mortise::ops {
namespace {

bool is_float(const Node& node) { return dtype_set(FloatTypes{}).contains(node.dtype(0)); }

size_t imputed_count(const Node& node) {
  return is_float(node) ? node.attr_floats("imputed_value_floats").size()
                        : node.attr_ints("imputed_value_int64s", {}).size();
}

Value as_input(const Node& node, Builder& b, Value value) {
  return b.node("Cast", {value}, {{"to", node.dtype(0)}});
}

Value imputed(const Node& node, Builder& b) {
  if (!is_float(node)) return as_input(node, b, b.ints(node.attr_ints("imputed_value_int64s", {})));
  const std::vector<double> numbers = node.attr_floats("imputed_value_floats");
  return as_input(node, b, floats(b, numbers, {static_cast<int64_t>(numbers.size())}));
}

Value is_replaced(const Node& node, Builder& b) {
  const Value x = node.input_id(0);
  if (!is_float(node)) {
    const Value replaced = as_input(node, b, b.ints({node.attr_int("replaced_value_int64", 0)}));
    return b.node("Equal", {x, replaced});
  }
  const double replaced = node.attr_float("replaced_value_float", 0);
  if (std::isnan(replaced)) return b.node("IsNaN", {x});
  return b.node("Equal", {x, b.scalar(node.dtype(0), replaced)});
}

void infer(const Node& node, Inference& out) {
  check_features(node);
  if (node.dtype(0) != MORTISE_DTYPE_UNDEFINED) {
    const size_t count = imputed_count(node);
    const char* attribute = is_float(node) ? "imputed_value_floats" : "imputed_value_int64s";
    if (count == 0) invalid("attribute ", attribute, " is missing");
    check_per_feature(node, attribute, count);
  }
  out.set_like(0, node.type(0), node.dtype(0));
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  return {b.node("Where", {is_replaced(node, b), imputed(node, b), node.input_id(0)})};
}

}  // namespace

MORTISE_OPERATOR(Imputer, 1) {
  op.summary("Another value, by feature, wherever a certain value is")
      .input("X")
      .output("Y")
      .attribute("imputed_value_floats", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("imputed_value_int64s", MORTISE_ATTRIBUTE_INTS)
      .attribute("replaced_value_float", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("replaced_value_int64", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::ops
