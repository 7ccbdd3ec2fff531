#include "plugins/passes/gradient/reverse_mode.hpp"

#include <algorithm>

#include "plugins/passes/gradient/branches.hpp"
#include "plugins/passes/gradient/type_inference.hpp"

namespace mortise::gradient {

using sdk::Value;

Value make_zeros(sdk::PassContext& context, Value like) {
  const uint32_t dtype = context.reader.value(like)->type->dtype;
  const Value zero = context.builder.scalar(dtype, 0);
  return context.builder.node("Expand", {zero, context.builder.node("Shape", {like})});
}

ReverseMode::ReverseMode(const mortise_host_t* host, sdk::PassContext& context)
    : host_(host), context_(context) {}

bool ReverseMode::is_differentiable(Value value) const {
  const uint32_t dtype = context_.reader.value(value)->type->dtype;
  const mortise_dtype_info_t* info = host_->dtype_find(host_->context, dtype);
  return info == nullptr || info->dtype_class == MORTISE_DTYPE_CLASS_FLOAT ||
         info->dtype_class == MORTISE_DTYPE_CLASS_COMPLEX;
}

const mortise_operator_t* ReverseMode::find_operator(const sdk::Node& node) const {
  return host_->operator_find(host_->context, node.abi()->domain, node.abi()->op, node.version());
}

void ReverseMode::decompose(std::vector<Value>& results, const std::vector<Value>& wanted) {
  for (bool changed = true; changed;) {
    changed = false;
    const std::vector<uint32_t> nodes = context_.reader.nodes();
    TypeInference(host_, context_).complete(nodes);
    mark_dependants(nodes, wanted);
    for (const uint32_t id : between(nodes, results)) {
      if (context_.reader.has_node(id)) changed = expand(id, results) || changed;
    }
  }
}

// Those that depend on a wanted value, and that a result depends on, in topological order.
std::vector<uint32_t> ReverseMode::between(const std::vector<uint32_t>& nodes,
                                           const std::vector<Value>& results) const {
  std::vector<bool> is_needed(static_cast<size_t>(context_.reader.value_limit()), false);
  for (const Value result : results) is_needed[result] = true;
  std::vector<uint32_t> chosen;
  for (auto id = nodes.rbegin(); id != nodes.rend(); ++id) {
    const sdk::Node node = context_.reader.node(*id);
    bool is_between = false;
    for (size_t i = 0; i < node.output_count(); ++i) {
      const Value output = node.output_id(i);
      is_between = is_between || (output != MORTISE_NONE && is_needed[output] && depends_[output]);
    }
    if (!is_between) continue;
    for (size_t i = 0; i < node.input_count(); ++i)
      if (node.has_input(i)) is_needed[node.input_id(i)] = true;
    chosen.push_back(*id);
  }
  std::reverse(chosen.begin(), chosen.end());
  return chosen;
}

// Replaces the node by simpler ones, where it has no gradient rule. False: it stays.
bool ReverseMode::expand(uint32_t id, std::vector<Value>& results) {
  const sdk::Node node = context_.reader.node(id);
  const mortise_operator_t* definition = find_operator(node);
  if (definition == nullptr || definition->gradient != nullptr) return false;
  const std::string label = node.label();
  std::vector<Value> outputs;
  std::vector<bool> is_used;
  for (size_t i = 0; i < node.output_count(); ++i) {
    outputs.push_back(node.output_id(i));
    is_used.push_back(node.wants_output(i) &&
                      (node.output(i).user_count != 0 ||
                       std::count(results.begin(), results.end(), outputs[i]) != 0));
  }
  const size_t before = context_.reader.nodes().size();
  const std::vector<Value> values = apply_rule(node, *definition);
  if (values.empty()) return false;
  // What a rule adds comes last, until something reads it.
  std::vector<uint32_t> added = context_.reader.nodes();
  added.erase(added.begin(), added.begin() + static_cast<ptrdiff_t>(before));
  for (size_t i = 0; i < outputs.size(); ++i) {
    if (!is_used[i]) continue;
    if (values[i] == MORTISE_NONE || context_.reader.value(values[i]) == nullptr)
      sdk::fail(MORTISE_STATUS_INTERNAL, label, ": its rule gives no value for output ", i);
    context_.builder.replace(outputs[i], values[i]);
    std::replace(results.begin(), results.end(), outputs[i], values[i]);
  }
  context_.builder.remove(id);
  TypeInference(host_, context_).infer_new(added, results);
  return true;
}

// What replaces the outputs; empty when the node stays.
std::vector<Value> ReverseMode::apply_rule(const sdk::Node& node,
                                           const mortise_operator_t& definition) {
  std::vector<Value> values(node.output_count(), MORTISE_NONE);
  if (definition.decompose != nullptr) {
    sdk::check(definition.decompose(&definition, node.abi(), context_.graph,
                                    context_.builder.edit(), values.data()));
    return values;
  }
  if (!MORTISE_REACHES(&definition, mortise_operator_t, restructure) ||
      definition.restructure == nullptr)
    return {};
  bool is_needed = false;
  const mortise_structure_t structure = {
      sizeof(structure),       &is_needed,
      context_.graph,          context_.view,
      context_.builder.edit(), [](void* self, uint64_t) { *static_cast<bool*>(self) = true; }};
  sdk::check(definition.restructure(&definition, node.abi(), &structure, values.data()));
  const bool is_replaced =
      std::any_of(values.begin(), values.end(), [](Value value) { return value != MORTISE_NONE; });
  return is_needed || !is_replaced ? std::vector<Value>() : values;
}

std::vector<Value> ReverseMode::differentiate(const std::vector<Seed>& seeds,
                                              const std::vector<Value>& wanted) {
  const std::vector<uint32_t> nodes = context_.reader.nodes();
  gradients_.assign(static_cast<size_t>(context_.reader.value_limit()), MORTISE_NONE);
  mark_dependants(nodes, wanted);
  for (const Seed& seed : seeds) contribute(seed.value, seed.gradient);
  for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) visit(*node);
  std::vector<Value> gradients;
  for (const Value value : wanted) gradients.push_back(gradients_[value]);
  return gradients;
}

void ReverseMode::mark_dependants(const std::vector<uint32_t>& nodes,
                                  const std::vector<Value>& wanted) {
  depends_.assign(static_cast<size_t>(context_.reader.value_limit()), false);
  for (const Value value : wanted) depends_[value] = true;
  for (const uint32_t id : nodes) {
    const sdk::Node node = context_.reader.node(id);
    bool depends = false;
    for (size_t i = 0; i < node.input_count(); ++i) {
      depends = depends || (node.has_input(i) && depends_[node.input_id(i)]);
    }
    for (size_t i = 0; depends && i < node.output_count(); ++i) {
      if (node.wants_output(i) && is_differentiable(node.output_id(i))) {
        depends_[node.output_id(i)] = true;
      }
    }
  }
}

void ReverseMode::contribute(Value value, Value gradient) {
  if (!depends_[value]) return;
  Value& sum = gradients_[value];
  sum = sum == MORTISE_NONE ? gradient : context_.builder.node("Add", {sum, gradient});
}

void ReverseMode::visit(uint32_t id) {
  // What has a gradient depends on a wanted value; a node of which no output has one is not on the way.
  std::vector<Value> output_gradients;
  bool is_on_the_way = false;
  const sdk::Node node = context_.reader.node(id);
  for (size_t i = 0; i < node.output_count(); ++i) {
    output_gradients.push_back(node.wants_output(i) ? gradients_[node.output_id(i)] : MORTISE_NONE);
    is_on_the_way = is_on_the_way || output_gradients.back() != MORTISE_NONE;
  }
  if (!is_on_the_way) return;
  const std::vector<Value> inputs = node.input_ids();
  const std::string label = node.label();
  const std::vector<Value> input_gradients = apply_gradient(id, output_gradients);
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i] == MORTISE_NONE || input_gradients[i] == MORTISE_NONE) continue;
    if (context_.reader.value(input_gradients[i]) == nullptr) {
      sdk::fail(MORTISE_STATUS_INTERNAL, label, ": its gradient rule names a value ",
                input_gradients[i], " that does not exist");
    }
    contribute(inputs[i], input_gradients[i]);
  }
}

std::vector<Value> ReverseMode::apply_gradient(uint32_t id,
                                               const std::vector<Value>& output_gradients) {
  const sdk::Node node = context_.reader.node(id);
  const mortise_operator_t* rule = find_operator(node);
  if (rule == nullptr) {
    sdk::unsupported(node.label(),
                     ": no plugin provides this operator, so its gradient is not known");
  }
  if (is_branch(node)) return branch_gradient(host_, context_, id, output_gradients, depends_);
  if (rule->gradient == nullptr) {
    sdk::unsupported(node.label(), ": the operator has no gradient, and the loss depends through ",
                     "it on what is to be differentiated");
  }
  std::vector<Value> input_gradients(node.input_count(), MORTISE_NONE);
  sdk::check(rule->gradient(rule, node.abi(), context_.graph, context_.builder.edit(),
                            output_gradients.data(), input_gradients.data()));
  return input_gradients;
}

}  // namespace mortise::gradient
