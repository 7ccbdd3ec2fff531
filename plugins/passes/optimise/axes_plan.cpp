#include "plugins/passes/optimise/axes_plan.hpp"

#include <algorithm>

namespace mortise::optimise {
namespace {

bool has_one_element(const Node& node, size_t input) {
  return node.shape_known(input) && sdk::element_count(node.shape(input)) == 1;
}

// What has one element is broadcast along all axes, wherever they go; what has fewer dimensions along the first ones.
bool plan_elementwise(const Node& node, const Order& order, AxesPlan& plan) {
  const auto rank = static_cast<int64_t>(order.size());
  for (size_t i = 0; i < node.input_count(); ++i) {
    if (!node.has_input(i)) continue;
    if (node.ranked(i) && node.rank(i) == rank) {
      plan.permuted.push_back(i);
    } else if (!node.ranked(i) || node.rank(i) > rank) {
      return false;
    } else if (!has_one_element(node, i)) {
      if (node.constant(i) == nullptr) return false;
      plan.broadcast.push_back(i);
    }
  }
  plan.output_order = order;
  return true;
}

std::optional<int64_t> moved_axis(int64_t axis, const Order& order) {
  const auto rank = static_cast<int64_t>(order.size());
  if (axis < -rank || axis >= rank) return std::nullopt;
  return order[static_cast<size_t>(axis < 0 ? axis + rank : axis)];
}

// The order of an output that lacks the axes that were named: those that are left keep theirs.
Order order_without(const std::vector<int64_t>& axes, const Order& order) {
  const auto is_gone = [&](int64_t axis) {
    return std::find(axes.begin(), axes.end(), axis) != axes.end();
  };
  Order left;
  for (const int64_t axis : order) {
    if (is_gone(axis)) continue;
    const auto before =
        std::count_if(axes.begin(), axes.end(), [&](int64_t one) { return one < axis; });
    left.push_back(axis - before);
  }
  return left;
}

std::optional<size_t> find_input(const mortise_operator_t& definition, std::string_view name) {
  for (size_t i = 0; i < definition.input_count; ++i) {
    if (sdk::to_view(definition.inputs[i].name) == name) return i;
  }
  return std::nullopt;
}

bool name_axes(const Node& node, const mortise_operator_t& definition, const Order& order,
               AxesPlan& plan) {
  plan.axes_input = find_input(definition, "axes");
  if (!plan.axes_input) {
    if (!node.has_attr("axis")) return false;  // what it is then, only the operator knows
    plan.axis = moved_axis(node.attr_int("axis"), order);
    return plan.axis.has_value();
  }
  const auto axes = node.constant_ints(*plan.axes_input);
  if (!axes || axes->empty()) return false;
  for (const int64_t axis : *axes) {
    const auto moved = moved_axis(axis, order);
    if (!moved) return false;
    plan.axes.push_back(*moved);
  }
  return true;
}

bool plan_named_axes(const Node& node, const mortise_operator_t& definition, const Order& order,
                     AxesPlan& plan) {
  const bool all = definition.input_count == 1;  // any number of one formal input
  for (size_t i = 0; i < (all ? node.input_count() : 1); ++i) {
    if (!node.has_input(i) || node.rank(i) != static_cast<int64_t>(order.size())) return false;
    plan.permuted.push_back(i);
  }
  if (!name_axes(node, definition, order, plan)) return false;
  plan.output_order = order;
  if (node.output_type(0).rank != static_cast<int32_t>(order.size()))
    plan.output_order = order_without(plan.axes, order);
  return true;
}

mortise_type_t permuted_type(const mortise_type_t& type, const Order& order, sdk::Shape& shape) {
  shape.resize(order.size());
  for (size_t i = 0; i < order.size(); ++i) shape[static_cast<size_t>(order[i])] = type.shape[i];
  return sdk::tensor_type(type.dtype, shape);
}

// A constant with all dimensions that it is broadcast to, permuted: the session computes it.
Value permute_broadcast(Rewriter& graph, Value constant, const Order& order) {
  const mortise_type_t& type = *graph.value(constant).type;
  const uint32_t dtype = type.dtype;
  sdk::Shape full(order.size() - static_cast<size_t>(type.rank), 1);
  full.insert(full.end(), type.shape, type.shape + type.rank);
  sdk::Shape shape(full.size());
  for (size_t i = 0; i < full.size(); ++i) shape[static_cast<size_t>(order[i])] = full[i];
  sdk::Builder& builder = graph.builder();
  const Value expanded =
      builder.node("Reshape", {constant, builder.ints(full)}, {{"allowzero", 1}});
  builder.set_type(expanded, sdk::tensor_type(dtype, full));
  const Value result = builder.node("Transpose", {expanded}, {{"perm", invert(order)}});
  builder.set_type(result, sdk::tensor_type(dtype, shape));
  return result;
}

}  // namespace

std::optional<AxesPlan> plan_axes(const Rewriter& graph, const Node& node, const Order& order) {
  const mortise_operator_t* definition = graph.definition(node);
  if (definition == nullptr || node.input_count() == 0 || node.output_count() == 0)
    return std::nullopt;
  for (size_t i = 0; i < node.output_count(); ++i) {
    if (!node.wants_output(i) || node.output_type(i).bounded_dims != 0) return std::nullopt;
  }
  AxesPlan plan;
  const bool names_axes = (definition->flags & MORTISE_OPERATOR_NAMES_AXES) != 0;
  const bool elementwise = (definition->flags & MORTISE_OPERATOR_ELEMENTWISE) != 0;
  if (!(names_axes && plan_named_axes(node, *definition, order, plan)) &&
      !(elementwise && plan_elementwise(node, order, plan)))
    return std::nullopt;
  for (size_t i = 0; i < node.output_count(); ++i) {
    if (node.output_type(i).rank != static_cast<int32_t>(plan.output_order.size()))
      return std::nullopt;
  }
  return plan;
}

std::vector<Value> add_on_axes(Rewriter& graph, uint32_t id, const AxesPlan& plan,
                               const Order& order,
                               const std::unordered_map<Value, Value>& permuted) {
  const Node node = graph.node(id);
  std::vector<Value> inputs = node.input_ids();
  for (const size_t input : plan.permuted) inputs[input] = permuted.at(inputs[input]);
  for (const size_t input : plan.broadcast)
    inputs[input] = permute_broadcast(graph, inputs[input], order);
  sdk::Attrs attributes;
  for (const mortise_attribute_t& attribute : node.attributes()) {
    const bool is_axis = plan.axis && sdk::to_view(attribute.name) == "axis";
    if (is_axis) {
      attributes.emplace_back("axis", *plan.axis);
    } else {
      attributes.emplace_back(attribute);
    }
  }
  const std::string op(node.op()), domain(node.domain()), name(node.name());
  sdk::Builder& builder = graph.builder();
  if (plan.axes_input) inputs[*plan.axes_input] = builder.ints(plan.axes);
  const std::vector<Value> made =
      builder.nodes(op, inputs, node.output_count(), attributes, domain, node.version(), name);
  for (size_t i = 0; i < made.size(); ++i) {
    sdk::Shape shape;
    builder.set_type(made[i], permuted_type(*graph.value(graph.node(id).output_id(i)).type,
                                            plan.output_order, shape));
  }
  return made;
}

}  // namespace mortise::optimise
