#include "ops/common/body.hpp"

namespace mortise::ops {
namespace {

/// What the inputs and outputs of a node are.
struct Ports {
  explicit Ports(const Node& node)
      : captured(capture_count(node)),
        carried(node.input_count() < 2 + captured ? 0 : node.input_count() - 2 - captured) {
    if (captured > 0 && node.input_count() < 2 + captured)
      invalid("it has ", node.input_count(), " inputs, ", captured,
              " of them captures; the first "
              "two are the trip count and the condition");
  }
  size_t captured, carried;
};

// What a loop comes to is known when it has run; dtypes do not change on the way.
void infer(const Node& node, Inference& out) {
  const Ports ports(node);
  for (size_t i = 0; i < ports.carried && i < node.output_count(); ++i) {
    if (!node.has_input(2 + i)) invalid("input ", 2 + i, " is missing");
    if (node.type(2 + i).kind == MORTISE_VALUE_TENSOR) out.set_unranked(i, node.dtype(2 + i));
  }
  out.need_value(0);
}

void plan(const Node& node, LoopPlan& plan) {
  const Ports ports(node);
  plan.body = "body";
  plan.flags = MORTISE_LOOP_BODY_TAKES_ITERATION | MORTISE_LOOP_BODY_HAS_CONDITION;
  for (size_t i = 0; i < plan.inputs.size(); ++i) {
    plan.inputs[i].role = i == 0                  ? MORTISE_LOOP_TRIP_COUNT
                          : i == 1                ? MORTISE_LOOP_CONDITION
                          : i < 2 + ports.carried ? MORTISE_LOOP_CARRIED
                                                  : MORTISE_LOOP_CAPTURED;
  }
  for (size_t i = 0; i < plan.outputs.size(); ++i)
    plan.outputs[i].role = i < ports.carried ? MORTISE_LOOP_CARRIED : MORTISE_LOOP_STACKED;
}

/// Whether the body hands its condition on, or says true.
bool goes_on(const GraphReader& body) {
  Value value = body.output(0);
  while (true) {
    if (value == body.input(1)) return true;
    const mortise_graph_value_t* condition = body.value(value);
    if (condition == nullptr) return false;
    if (const mortise_tensor_view_t* content = condition->constant) {
      return content->dtype == MORTISE_DTYPE_BOOL && content->byte_size == 1 &&
             *static_cast<const uint8_t*>(content->data) != 0;
    }
    if (condition->producer == MORTISE_NONE) return false;
    const Node node = body.node(condition->producer);
    if (node.op() != "Identity" || !node.domain().empty()) return false;
    value = node.input_id(0);
  }
}

/// The number of iterations, when it is known and the loop is better unrolled.
std::optional<int64_t> trips_of(const Structure& s, const GraphReader& body) {
  if (!s.node.has_input(0)) return std::nullopt;
  s.node.check_scalar(0, dtype_set(TypeList<int64_t>{}));
  const auto trips = s.node.constant_ints(0);
  if (!trips || trips->size() != 1 || (*trips)[0] <= 0 || !is_small(body, (*trips)[0]))
    return std::nullopt;
  const bool begins = !s.node.has_input(1) || constant_bool(s.node, 1).value_or(false);
  return begins && goes_on(body) ? std::optional((*trips)[0]) : std::nullopt;
}

Value one_element(Builder& b, const GraphReader& body, size_t input, uint32_t dtype,
                  const void* content) {
  const int64_t one = 1;
  const bool is_vector = body.value(body.input(input))->type->rank == 1;
  return b.constant(host_view(dtype, ShapeView(&one, is_vector ? 1 : 0), content));
}

std::optional<std::vector<Value>> unroll(Structure& s) {
  const Ports ports(s.node);
  const GraphReader body = s.body(body_of(s.node, "body"));
  const size_t scans = s.node.output_count() - std::min(s.node.output_count(), ports.carried);
  const size_t inputs = 2 + ports.carried + ports.captured;
  // What does not fit is told where loops are run.
  if (body.input_count() != inputs || body.output_count() < 1 + ports.carried + scans)
    return std::nullopt;
  const std::optional<int64_t> trips = trips_of(s, body);
  if (!trips) return std::nullopt;
  std::vector<Value> carried;
  std::vector<std::vector<Value>> stacks(scans);
  for (size_t i = 0; i < ports.carried; ++i) carried.push_back(s.node.input_id(2 + i));
  for (int64_t trip = 0; trip < *trips; ++trip) {
    const bool8 condition(true);
    std::vector<Value> given = {one_element(s.b, body, 0, MORTISE_DTYPE_INT64, &trip),
                                one_element(s.b, body, 1, MORTISE_DTYPE_BOOL, &condition)};
    given.insert(given.end(), carried.begin(), carried.end());
    for (size_t i = 2 + ports.carried; i < s.node.input_count(); ++i)
      given.push_back(s.node.input_id(i));
    const std::vector<Value> results =
        s.b.inlined(body.graph(), given, body.output_count(), message(trip, "/"));
    for (size_t i = 0; i < ports.carried; ++i) carried[i] = results[1 + i];
    for (size_t i = 0; i < scans; ++i) stacks[i].push_back(results[1 + ports.carried + i]);
  }
  std::vector<Value> outputs(carried.begin(), carried.end());
  outputs.resize(std::min(ports.carried, s.node.output_count()));
  for (const std::vector<Value>& stack : stacks) outputs.push_back(stacked(s.b, stack, 0, false));
  return outputs;
}

}  // namespace

MORTISE_OPERATOR(Loop, 25) {
  op.summary("A body, over and over, while trips are left and its condition holds")
      .optional_input("M")
      .optional_input("cond")
      .variadic_input("v_initial", MORTISE_FORMAL_OPTIONAL)
      .output("v_final_and_scan_outputs", MORTISE_FORMAL_VARIADIC)
      .required_attribute("body", MORTISE_ATTRIBUTE_GRAPH)
      .attribute("captures", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .restructure(&unroll)
      .loop(&plan);
}

}  // namespace mortise::ops
