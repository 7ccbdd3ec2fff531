#include "plugins/passes/optimise/rewriter.hpp"

#include <algorithm>
#include <cstring>

namespace mortise::optimise {
namespace {

sdk::ShapeView shape_of(const mortise_type_t& type) {
  return {type.shape, static_cast<size_t>(std::max(type.rank, 0))};
}

bool equal_tensors(const mortise_tensor_view_t& left, const mortise_tensor_view_t& right) {
  const sdk::ShapeView shape(left.shape, left.rank);
  return left.dtype == right.dtype && sdk::equal(shape, sdk::ShapeView(right.shape, right.rank)) &&
         left.dtype != MORTISE_DTYPE_STRING && left.byte_size == right.byte_size &&
         std::memcmp(left.data, right.data, left.byte_size) == 0;
}

bool equal_attribute(const mortise_attribute_t& left, const mortise_attribute_t& right) {
  if (left.kind != right.kind || sdk::to_view(left.name) != sdk::to_view(right.name)) return false;
  const auto equal_lists = [&](const auto* a, const auto* b, const auto& same) {
    return left.count == right.count && std::equal(a, a + left.count, b, same);
  };
  const auto equal_bits = [](double a, double b) { return std::memcmp(&a, &b, sizeof(a)) == 0; };
  const auto equal_texts = [](mortise_string_t a, mortise_string_t b) {
    return sdk::to_view(a) == sdk::to_view(b);
  };
  switch (left.kind) {
    case MORTISE_ATTRIBUTE_INT: return left.int_value == right.int_value;
    case MORTISE_ATTRIBUTE_FLOAT: return equal_bits(left.float_value, right.float_value);
    case MORTISE_ATTRIBUTE_STRING: return equal_texts(left.string_value, right.string_value);
    case MORTISE_ATTRIBUTE_TENSOR: return equal_tensors(*left.tensor_value, *right.tensor_value);
    case MORTISE_ATTRIBUTE_INTS:
      return equal_lists(left.ints, right.ints, std::equal_to<int64_t>());
    case MORTISE_ATTRIBUTE_FLOATS: return equal_lists(left.floats, right.floats, equal_bits);
    case MORTISE_ATTRIBUTE_STRINGS: return equal_lists(left.strings, right.strings, equal_texts);
    default: return false;  // graphs, which are compared by nobody
  }
}

}  // namespace

Rewriter::Rewriter(const mortise_host_t* host, sdk::PassContext& context)
    : host_(host), context_(context) {
  for (uint64_t i = 0; i < context.reader.output_count(); ++i)
    outside_.insert(context.reader.output(i));
  for (uint64_t i = 0; i < context.reader.state_count(); ++i) {
    const mortise_graph_state_t* state = context.reader.state(i);
    if (state != nullptr && state->next != MORTISE_NONE) outside_.insert(state->next);
  }
}

const mortise_operator_t* Rewriter::definition(const Node& node) const {
  return host_->operator_find(host_->context, node.abi()->domain, node.abi()->op, node.version());
}

bool Rewriter::has_flags(const Node& node, uint32_t flags) const {
  const mortise_operator_t* found = definition(node);
  return found != nullptr && (found->flags & flags) == flags;
}

std::optional<Node> Rewriter::producer(Value id) const {
  const mortise_graph_value_t* made = id == MORTISE_NONE ? nullptr : context_.reader.value(id);
  if (made == nullptr || made->producer == MORTISE_NONE) return std::nullopt;
  return node(made->producer);
}

bool Rewriter::replace(Value from, Value to) {
  if (is_outside(from)) {
    if (!equal_types(*value(from).type, *value(to).type)) return false;
    outside_.insert(to);
  }
  context_.builder.replace(from, to);
  outside_.erase(from);
  return true;
}

Value Rewriter::add(std::string_view op, const std::vector<Value>& inputs,
                    const sdk::Attrs& attributes, Value like, std::string_view name) {
  const std::string kept(name);
  const Value result = context_.builder.nodes(op, inputs, 1, attributes, "", 0, kept)[0];
  context_.builder.set_type(result, *value(like).type);
  return result;
}

bool Rewriter::is_unread(const Node& node) const {
  for (size_t i = 0; i < node.output_count(); ++i) {
    if (node.wants_output(i) && node.output(i).user_count != 0) return false;
  }
  return true;
}

void Rewriter::remove_unread(uint32_t id) {
  std::vector<uint32_t> waiting = {id};
  while (!waiting.empty()) {
    const uint32_t next = waiting.back();
    waiting.pop_back();
    if (!has_node(next)) continue;
    const Node dead = node(next);
    if (!is_unread(dead)) continue;
    for (size_t i = 0; i < dead.input_count(); ++i) {
      if (dead.has_input(i) && dead.input(i).producer != MORTISE_NONE)
        waiting.push_back(dead.input(i).producer);
    }
    context_.builder.remove(next);
  }
}

bool is_standard(const Node& node, std::string_view op) {
  return node.op() == op && node.domain().empty();
}

bool equal_attributes(const Node& left, const Node& right) {
  if (left.abi()->attribute_count != right.abi()->attribute_count) return false;
  const sdk::Attributes others = right.attributes();
  auto other = others.begin();
  for (const mortise_attribute_t& attribute : left.attributes()) {
    if (!equal_attribute(attribute, *other)) return false;
    ++other;
  }
  return true;
}

bool equal_work(const Node& left, const Node& right) {
  return left.op() == right.op() && left.domain() == right.domain() &&
         left.version() == right.version() && equal_attributes(left, right);
}

bool equal_types(const mortise_type_t& left, const mortise_type_t& right) {
  if (left.kind != right.kind || left.dtype != right.dtype || left.rank != right.rank ||
      left.bounded_dims != right.bounded_dims || left.layout != right.layout)
    return false;
  if ((left.element == nullptr) != (right.element == nullptr)) return false;
  if (left.element != nullptr && !equal_types(*left.element, *right.element)) return false;
  return sdk::equal(shape_of(left), shape_of(right));
}

bool certainly_equal(const mortise_type_t& left, const mortise_type_t& right) {
  const sdk::ShapeView shape = shape_of(left);
  return equal_types(left, right) && left.rank >= 0 && left.bounded_dims == 0 &&
         left.dtype != MORTISE_DTYPE_UNDEFINED &&
         std::none_of(shape.begin(), shape.end(),
                      [](int64_t extent) { return extent == MORTISE_DIM_UNKNOWN; });
}

}  // namespace mortise::optimise
