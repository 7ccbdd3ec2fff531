#include "plugins/passes/gradient/gradient_pass.hpp"

#include <algorithm>

#include "plugins/passes/gradient/reverse_mode.hpp"

namespace mortise::gradient {
namespace {

using sdk::GraphReader;
using sdk::PassContext;
using sdk::Value;

void append_name(std::string& names, std::string_view name) {
  names += names.empty() ? "" : ", ";
  names += name;
}

Value find_loss(const GraphReader& reader, std::string_view name) {
  std::string names;
  for (uint64_t i = 0; i < reader.output_count(); ++i) {
    if (reader.output_name(i) == name) return reader.output(i);
    append_name(names, reader.output_name(i));
  }
  if (!name.empty())
    sdk::invalid("option loss: no output is named '", name, "'; there are ", names);
  if (reader.output_count() != 1) {
    sdk::invalid("option loss: name the output to differentiate; there are ",
                 names.empty() ? "none" : names);
  }
  return reader.output(0);
}

Value find_constant(const GraphReader& reader, std::string_view name) {
  Value found = MORTISE_NONE;
  for (uint64_t id = 0; id < reader.value_limit(); ++id) {
    const mortise_graph_value_t* value = reader.value(static_cast<Value>(id));
    if (value == nullptr || value->role != MORTISE_ROLE_CONSTANT ||
        sdk::to_view(value->name) != name) {
      continue;
    }
    if (found != MORTISE_NONE) sdk::invalid("option wrt: several constants are named '", name, "'");
    found = static_cast<Value>(id);
  }
  return found;
}

Value find_wanted(const GraphReader& reader, std::string_view name) {
  std::string names;
  for (uint64_t i = 0; i < reader.input_count(); ++i) {
    const std::string_view input = sdk::to_view(reader.value(reader.input(i))->name);
    if (input == name) return reader.input(i);
    append_name(names, input);
  }
  for (uint64_t i = 0; i < reader.state_count(); ++i) {
    const mortise_graph_state_t* state = reader.state(i);
    if (sdk::to_view(state->name) == name) return state->current;
    append_name(names, sdk::to_view(state->name));
  }
  const Value constant = find_constant(reader, name);
  if (constant == MORTISE_NONE) {
    sdk::invalid("option wrt: no input, state or constant is named '", name,
                 "'; inputs and states are ", names.empty() ? "none" : names);
  }
  return constant;
}

// d loss/d loss: a one in the shape of the loss.
Value make_seed(PassContext& context, Value loss) {
  const mortise_type_t& type = *context.reader.value(loss)->type;
  if (type.kind != MORTISE_VALUE_TENSOR || type.rank < 0 || type.dtype == MORTISE_DTYPE_UNDEFINED) {
    sdk::fail(MORTISE_STATUS_FAILED_PRECONDITION,
              "the type of the loss is not known; infer the graph's types first");
  }
  const std::vector<int64_t> shape(type.shape, type.shape + type.rank);
  const uint32_t dtype = type.dtype;
  if (std::any_of(shape.begin(), shape.end(), [](int64_t extent) { return extent != 1; })) {
    sdk::invalid("the loss has shape ", sdk::ShapeView(shape),
                 "; it must have one element: reduce it first, with ReduceSum or ReduceMean");
  }
  const Value one = context.builder.scalar(dtype, 1);
  return shape.empty() ? one : context.builder.node("Reshape", {one, context.builder.ints(shape)});
}

// Rules make the gradients of all inputs of a node, of which some are not wanted.
void remove_unused(PassContext& context, const std::vector<uint32_t>& old_nodes) {
  const std::vector<uint32_t> nodes = context.reader.nodes();
  for (auto id = nodes.rbegin(); id != nodes.rend(); ++id) {
    if (std::binary_search(old_nodes.begin(), old_nodes.end(), *id)) continue;
    const sdk::Node node = context.reader.node(*id);
    bool is_used = false;
    for (size_t i = 0; i < node.output_count(); ++i) {
      is_used = is_used || (node.wants_output(i) && node.output(i).user_count != 0);
    }
    if (!is_used) context.builder.remove(*id);
  }
}

}  // namespace

bool GradientPass::run(PassContext& context) const {
  const std::vector<std::string> names = context.options.get_strings("wrt");
  if (names.empty()) {
    sdk::invalid(
        "option wrt: name the inputs, states or constants to differentiate with respect to");
  }
  Value loss = find_loss(context.reader, context.options.get_string("loss", ""));
  ReverseMode reverse_mode(host_, context);
  std::vector<Value> wanted;
  for (const std::string& name : names) {
    wanted.push_back(find_wanted(context.reader, name));
    if (!reverse_mode.is_differentiable(wanted.back())) {
      const uint32_t dtype = context.reader.value(wanted.back())->type->dtype;
      sdk::invalid("option wrt: '", name, "' is ", sdk::dtype_name(dtype),
                   "; only floating-point values have gradients");
    }
  }
  std::vector<Value> results = {loss};
  reverse_mode.decompose(results, wanted);
  loss = results[0];
  std::vector<uint32_t> old_nodes = context.reader.nodes();
  std::sort(old_nodes.begin(), old_nodes.end());
  const Value seed = make_seed(context, loss);
  std::vector<Value> gradients = reverse_mode.differentiate({{loss, seed}}, wanted);
  for (size_t i = 0; i < names.size(); ++i) {
    if (gradients[i] == MORTISE_NONE) gradients[i] = make_zeros(context, wanted[i]);
    context.builder.output("grad(" + names[i] + ")", gradients[i]);
  }
  remove_unused(context, old_nodes);
  return true;
}

}  // namespace mortise::gradient
