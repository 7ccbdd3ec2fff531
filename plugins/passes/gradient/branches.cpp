#include "plugins/passes/gradient/branches.hpp"

#include <mortise/sdk/node_copy.hpp>

#include "plugins/passes/gradient/reverse_mode.hpp"
#include "plugins/passes/gradient/type_inference.hpp"

namespace mortise::gradient {
namespace {

using sdk::Value;

// What both branches have in common.
struct Plan {
  std::vector<size_t> wanted;   // captures that get a gradient, by their place
  std::vector<size_t> outputs;  // that have one
};

// A graph of its own with the nodes of a branch, which read inputs of it in place of the captures.
class Branch {
 public:
  Branch(const mortise_host_t* host, const sdk::PassContext& outer, const sdk::Node& node,
         const char* name)
      : graph_(outer.builder),
        context_{graph_.get(), sdk::GraphReader(graph_.get(), outer.view), graph_.builder(),
                 sdk::Attributes(), outer.view} {
    for (size_t i = 1; i < node.input_count(); ++i)
      captures_.push_back(add_input(sdk::message("capture", i), node.type(i)));
    const mortise_graph_t* body = node.attributes().get(name, MORTISE_ATTRIBUTE_GRAPH).graph_value;
    results_ = context_.builder.inlined(body, captures_, node.output_count());
    TypeInference(host, context_).complete(context_.reader.nodes());
  }

  mortise_graph_t* graph() const { return graph_.get(); }
  const mortise_type_t& type(size_t output) const {
    return *context_.reader.value(results_[output])->type;
  }

  // Makes the gradients of the outputs inputs, and those of the captures outputs.
  void differentiate(const mortise_host_t* host, const sdk::Node& node, const Plan& plan) {
    std::vector<Value> given, results, wanted;
    for (const size_t output : plan.outputs) {
      given.push_back(add_input(sdk::message("gradient", output), node.output_type(output)));
      results.push_back(results_[output]);
    }
    for (const size_t capture : plan.wanted) wanted.push_back(captures_[capture]);
    ReverseMode reverse_mode(host, context_);
    reverse_mode.decompose(results, wanted);
    std::vector<Seed> seeds;
    for (size_t i = 0; i < results.size(); ++i) seeds.push_back({results[i], given[i]});
    const std::vector<Value> gradients = reverse_mode.differentiate(seeds, wanted);
    for (size_t i = 0; i < wanted.size(); ++i) {
      context_.builder.output(sdk::message("grad", i), gradients[i] != MORTISE_NONE
                                                           ? gradients[i]
                                                           : make_zeros(context_, wanted[i]));
    }
  }

 private:
  // Symbols are each graph's own.
  Value add_input(const std::string& name, const mortise_type_t& type) {
    if (type.kind != MORTISE_VALUE_TENSOR || type.rank < 0)
      return context_.builder.input(name, type);
    sdk::Shape shape(type.shape, type.shape + type.rank);
    for (int64_t& extent : shape) extent = extent < 0 ? int64_t{MORTISE_DIM_UNKNOWN} : extent;
    return context_.builder.input(name, sdk::tensor_type(type.dtype, shape));
  }

  sdk::Subgraph graph_;
  sdk::PassContext context_;
  std::vector<Value> captures_, results_;
};

}  // namespace

bool is_branch(const sdk::Node& node) { return node.op() == "If" && node.domain().empty(); }

void infer_branch(const mortise_host_t* host, sdk::PassContext& context, uint32_t id) {
  const sdk::NodeCopy copy(context.reader.node(id).abi());
  const Branch first(host, context, copy.node(), "then_branch");
  const Branch second(host, context, copy.node(), "else_branch");
  for (size_t i = 0; i < copy.node().output_count(); ++i) {
    const mortise_type_t &a = first.type(i), &b = second.type(i);
    if (!copy.node().wants_output(i) || a.kind != MORTISE_VALUE_TENSOR || a.dtype != b.dtype)
      continue;
    sdk::Shape shape;
    for (int32_t axis = 0; axis < a.rank && a.rank == b.rank; ++axis)
      shape.push_back(a.shape[axis] == b.shape[axis] && a.shape[axis] >= 0
                          ? a.shape[axis]
                          : int64_t{MORTISE_DIM_UNKNOWN});
    const bool is_ranked = a.rank >= 0 && a.rank == b.rank;
    context.builder.set_type(copy.node().output_id(i), is_ranked ? sdk::tensor_type(a.dtype, shape)
                                                                 : sdk::unranked_type(a.dtype));
  }
}

std::vector<Value> branch_gradient(const mortise_host_t* host, sdk::PassContext& context,
                                   uint32_t id, const std::vector<Value>& output_gradients,
                                   const std::vector<bool>& depends) {
  const sdk::NodeCopy copy(context.reader.node(id).abi());
  const sdk::Node node = copy.node();
  Plan plan;
  for (size_t i = 1; i < node.input_count(); ++i)
    if (node.has_input(i) && depends[node.input_id(i)]) plan.wanted.push_back(i - 1);
  std::vector<Value> inputs;
  for (size_t i = 0; i < node.input_count(); ++i) inputs.push_back(node.input_id(i));
  for (size_t i = 0; i < output_gradients.size(); ++i) {
    if (output_gradients[i] == MORTISE_NONE) continue;
    plan.outputs.push_back(i);
    inputs.push_back(output_gradients[i]);
  }
  Branch then_branch(host, context, node, "then_branch"),
      else_branch(host, context, node, "else_branch");
  then_branch.differentiate(host, node, plan);
  else_branch.differentiate(host, node, plan);
  const std::vector<Value> gradients =
      context.builder.nodes("If", inputs, plan.wanted.size(),
                            {{"then_branch", then_branch.graph()},
                             {"else_branch", else_branch.graph()},
                             {"captures", static_cast<int64_t>(inputs.size() - 1)}});
  std::vector<Value> input_gradients(node.input_count(), MORTISE_NONE);
  for (size_t i = 0; i < plan.wanted.size(); ++i)
    input_gradients[plan.wanted[i] + 1] = gradients[i];
  return input_gradients;
}

}  // namespace mortise::gradient
