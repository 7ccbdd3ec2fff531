#include "core/compile/loop.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/compile/infer.hpp"

namespace mortise::compile {
namespace {

size_t count(const std::vector<LoopPort>& ports, std::initializer_list<uint32_t> roles) {
  return static_cast<size_t>(std::count_if(ports.begin(), ports.end(), [&](const LoopPort& port) {
    return std::find(roles.begin(), roles.end(), port.role) != roles.end();
  }));
}

std::vector<LoopPort> from_abi(const std::vector<mortise_loop_port_t>& ports) {
  std::vector<LoopPort> own;
  for (const mortise_loop_port_t& port : ports)
    own.push_back({port.role, port.reversed != 0, port.axis});
  return own;
}

Status check_counts(const Loop& loop) {
  const size_t carried = count(loop.inputs, {MORTISE_LOOP_CARRIED});
  if (const size_t after = count(loop.outputs, {MORTISE_LOOP_CARRIED}); after > carried) {
    return invalid_argument(concat({"it carries ", std::to_string(carried),
                                    " values, but has outputs for ", std::to_string(after)}));
  }
  const size_t inputs = carried +
                        count(loop.inputs, {MORTISE_LOOP_SCANNED, MORTISE_LOOP_CAPTURED}) +
                        (loop.takes_iteration ? 1 : 0) + (loop.has_condition ? 1 : 0);
  if (loop.body.inputs().size() != inputs) {
    return invalid_argument(concat({"the body has ", std::to_string(loop.body.inputs().size()),
                                    " inputs, but it is given ", std::to_string(inputs)}));
  }
  const size_t outputs =
      carried + count(loop.outputs, {MORTISE_LOOP_STACKED}) + (loop.has_condition ? 1 : 0);
  if (loop.body.outputs().size() < outputs) {
    return invalid_argument(concat({"the body has ", std::to_string(loop.body.outputs().size()),
                                    " outputs, but ", std::to_string(outputs), " are taken"}));
  }
  if (!loop.body.states().empty()) {
    return unsupported("the body has the state '" + loop.body.states().front().name +
                       "'; states belong to a model's own graph: pass its content to the body");
  }
  return {};
}

// What is declared of the body's inputs is a hint: their extents may change from one iteration to the
// next, and a sequence may come where an optional one was said to. The numbers that the loop itself
// gives have one element, and the rank that is declared.
Status forget_types(Loop& loop) {
  graph::Graph& body = loop.body;
  const size_t own = (loop.takes_iteration ? 1 : 0) + (loop.has_condition ? 1 : 0);
  for (size_t i = 0; i < body.inputs().size(); ++i) {
    const graph::ValueId id = body.inputs()[i];
    const graph::Type& declared = body.value(id)->type;
    graph::Type type;
    type.dtype = declared.dtype;
    if (i < own && declared.ranked)
      type = graph::Type::tensor(declared.dtype, std::vector<int64_t>(declared.shape.size(), 1));
    MORTISE_TRY(body.set_type(id, std::move(type)));
  }
  return {};
}

// What is the same in each iteration, and known by now, needs no input: the body's programs fold and pack it.
Status bind_constants(const graph::Graph& graph, const graph::Node& node, Loop& loop) {
  size_t next = (loop.takes_iteration ? 1 : 0) + (loop.has_condition ? 1 : 0) +
                count(loop.inputs, {MORTISE_LOOP_CARRIED, MORTISE_LOOP_SCANNED});
  for (size_t i = 0; i < loop.inputs.size(); ++i) {
    if (loop.inputs[i].role != MORTISE_LOOP_CAPTURED) continue;
    const graph::Value* captured = graph.value(node.inputs[i]);
    if (captured == nullptr || captured->constant == nullptr) {
      ++next;
      continue;
    }
    MORTISE_TRY(loop.body.make_constant(loop.body.inputs()[next], captured->constant)
                    .annotate("input " + std::to_string(i)));
    loop.inputs[i].role = 0;
  }
  return {};
}

}  // namespace

Result<Loop> make_loop(const graph::Graph& graph, graph::NodeId id,
                       const mortise_operator_t& definition) {
  const graph::Node& node = *graph.node(id);
  const mortise_loop_port_t port = {sizeof(port), 0, 0, 0};
  std::vector<mortise_loop_port_t> inputs(node.inputs.size(), port);
  std::vector<mortise_loop_port_t> outputs(node.outputs.size(), port);
  mortise_loop_t abi{};
  abi.struct_size = sizeof(abi);
  MORTISE_TRY(Status(
      definition.loop(&definition, graph.abi_node(id), &abi, inputs.data(), outputs.data())));
  Loop loop;
  loop.title = node_title(node);
  for (const graph::Attribute& attribute : node.attributes) {
    if (attribute.graph != nullptr && attribute.name == to_view(abi.body))
      loop.body = graph::Graph(*attribute.graph);
  }
  loop.takes_iteration = (abi.flags & MORTISE_LOOP_BODY_TAKES_ITERATION) != 0;
  loop.has_condition = (abi.flags & MORTISE_LOOP_BODY_HAS_CONDITION) != 0;
  loop.inputs = from_abi(inputs);
  loop.outputs = from_abi(outputs);
  for (const graph::ValueId output : node.outputs)
    loop.wanted.push_back(output != graph::kNone && graph.user_count(output) != 0);
  MORTISE_TRY(check_counts(loop));
  MORTISE_TRY(forget_types(loop));
  MORTISE_TRY(bind_constants(graph, node, loop));
  return loop;
}

}  // namespace mortise::compile
