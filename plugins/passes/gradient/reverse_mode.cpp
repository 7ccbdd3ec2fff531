#include "plugins/passes/gradient/reverse_mode.hpp"

namespace mortise::gradient {

using sdk::Value;

ReverseMode::ReverseMode(const mortise_host_t* host, sdk::PassContext& context)
    : host_(host), context_(context) {}

bool ReverseMode::is_differentiable(Value value) const {
  const uint32_t dtype = context_.reader.value(value)->type->dtype;
  const mortise_dtype_info_t* info = host_->dtype_find(host_->context, dtype);
  return info == nullptr || info->dtype_class == MORTISE_DTYPE_CLASS_FLOAT ||
         info->dtype_class == MORTISE_DTYPE_CLASS_COMPLEX;
}

std::vector<Value> ReverseMode::differentiate(Value loss, Value seed,
                                              const std::vector<Value>& wanted) {
  const std::vector<uint32_t> nodes = context_.reader.nodes();
  const auto limit = static_cast<size_t>(context_.reader.value_limit());
  depends_.assign(limit, false);
  gradients_.assign(limit, MORTISE_NONE);
  mark_dependants(nodes, wanted);
  contribute(loss, seed);
  for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) visit(*node);
  std::vector<Value> gradients;
  for (const Value value : wanted) gradients.push_back(gradients_[value]);
  return gradients;
}

void ReverseMode::mark_dependants(const std::vector<uint32_t>& nodes,
                                  const std::vector<Value>& wanted) {
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

  const mortise_operator_t* rule =
      host_->operator_find(host_->context, node.abi()->domain, node.abi()->op, node.version());
  if (rule == nullptr) {
    sdk::unsupported(label, ": no plugin provides this operator, so its gradient is not known");
  }
  if (rule->gradient == nullptr) {
    sdk::unsupported(label, ": the operator has no gradient, and the loss depends through it on ",
                     "what is to be differentiated");
  }
  std::vector<Value> input_gradients(inputs.size(), MORTISE_NONE);
  sdk::check(rule->gradient(rule, node.abi(), context_.graph, context_.builder.edit(),
                            output_gradients.data(), input_gradients.data()));
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i] == MORTISE_NONE || input_gradients[i] == MORTISE_NONE) continue;
    if (context_.reader.value(input_gradients[i]) == nullptr) {
      sdk::fail(MORTISE_STATUS_INTERNAL, label, ": its gradient rule names a value ",
                input_gradients[i], " that does not exist");
    }
    contribute(inputs[i], input_gradients[i]);
  }
}

}  // namespace mortise::gradient
