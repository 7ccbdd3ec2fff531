#include "ops/common/body.hpp"

namespace mortise::ops {
namespace {

/// What the inputs and outputs of a node are.
struct Ports {
  explicit Ports(const Node& node) {
    const size_t captured = capture_count(node);
    const int64_t scans = node.attr_int("num_scan_inputs");
    if (scans < 1 || static_cast<uint64_t>(scans) > node.input_count() - captured) {
      invalid("attribute num_scan_inputs is ", scans, "; the node has ",
              node.input_count() - captured, " inputs, and at least one is scanned");
    }
    scanned = static_cast<size_t>(scans);
    carried = node.input_count() - captured - scanned;
    stacked = node.output_count() - std::min(node.output_count(), carried);
    input_axes = list(node, "scan_input_axes", scanned);
    input_directions = list(node, "scan_input_directions", scanned);
    output_axes = list(node, "scan_output_axes", stacked);
    output_directions = list(node, "scan_output_directions", stacked);
  }
  size_t scanned = 0, carried = 0, stacked = 0;
  std::vector<int64_t> input_axes, input_directions, output_axes, output_directions;

 private:
  // One number for each; zeros when the attribute is absent.
  static std::vector<int64_t> list(const Node& node, std::string_view name, size_t count) {
    std::vector<int64_t> values = node.attr_ints(name, std::vector<int64_t>(count, 0));
    if (values.size() != count)
      invalid("attribute ", name, " has ", values.size(), " values for ", count);
    return values;
  }
};

void infer(const Node& node, Inference& out) {
  const Ports ports(node);
  for (size_t i = 0; i < ports.carried && i < node.output_count(); ++i) {
    if (node.has_input(i) && node.type(i).kind == MORTISE_VALUE_TENSOR)
      out.set_unranked(i, node.dtype(i));
  }
  out.need_value(0);
}

void plan(const Node& node, LoopPlan& plan) {
  const Ports ports(node);
  plan.body = "body";
  for (size_t i = 0; i < plan.inputs.size(); ++i) {
    plan.inputs[i].role = MORTISE_LOOP_CAPTURED;
    if (i < ports.carried) plan.inputs[i].role = MORTISE_LOOP_CARRIED;
    const size_t scan = i - ports.carried;
    if (i < ports.carried || scan >= ports.scanned) continue;
    plan.inputs[i].role = MORTISE_LOOP_SCANNED;
    plan.inputs[i].axis = ports.input_axes[scan];
    plan.inputs[i].reversed = ports.input_directions[scan] != 0 ? 1 : 0;
  }
  for (size_t i = 0; i < plan.outputs.size(); ++i) {
    plan.outputs[i].role = MORTISE_LOOP_CARRIED;
    if (i < ports.carried) continue;
    plan.outputs[i].role = MORTISE_LOOP_STACKED;
    plan.outputs[i].axis = ports.output_axes[i - ports.carried];
    plan.outputs[i].reversed = ports.output_directions[i - ports.carried] != 0 ? 1 : 0;
  }
}

/// The number of slices. Throws when the scanned inputs differ in it.
int64_t trips_of(const Node& node, const Ports& ports) {
  int64_t trips = -1;
  for (size_t i = 0; i < ports.scanned; ++i) {
    const size_t input = ports.carried + i;
    if (!node.has_input(input) || node.type(input).kind != MORTISE_VALUE_TENSOR)
      invalid("input ", input, " must be a tensor");
    const int64_t axis = normalize_axis(ports.input_axes[i], node.rank(input));
    const int64_t extent = node.shape(input)[static_cast<size_t>(axis)];
    if (trips >= 0 && extent != trips)
      invalid("input ", input, " has ", extent, " slices, where another has ", trips);
    trips = extent;
  }
  return trips;
}

std::vector<Value> inputs_of(Structure& s, const Ports& ports, int64_t trip, int64_t trips,
                             const std::vector<Value>& carried) {
  std::vector<Value> given = carried;
  for (size_t i = 0; i < ports.scanned; ++i) {
    const int64_t index = ports.input_directions[i] != 0 ? trips - 1 - trip : trip;
    const Value position = s.b.constant(host_view(MORTISE_DTYPE_INT64, {}, &index));
    given.push_back(s.b.node("Gather", {s.node.input_id(ports.carried + i), position},
                             {{"axis", ports.input_axes[i]}}));
  }
  for (size_t i = ports.carried + ports.scanned; i < s.node.input_count(); ++i)
    given.push_back(s.node.input_id(i));
  return given;
}

std::optional<std::vector<Value>> unroll(Structure& s) {
  const Ports ports(s.node);
  const GraphReader body = s.body(body_of(s.node, "body"));
  const int64_t trips = trips_of(s.node, ports);
  // What does not fit is told where loops are run.
  const bool fits = body.input_count() == s.node.input_count() &&
                    body.output_count() >= ports.carried + ports.stacked;
  if (!fits || trips < 1 || !is_small(body, trips)) return std::nullopt;
  std::vector<Value> carried;
  for (size_t i = 0; i < ports.carried; ++i) carried.push_back(s.node.input_id(i));
  std::vector<std::vector<Value>> stacks(ports.stacked);
  for (int64_t trip = 0; trip < trips; ++trip) {
    const std::vector<Value> results =
        s.b.inlined(body.graph(), inputs_of(s, ports, trip, trips, carried), body.output_count(),
                    message(trip, "/"));
    std::copy_n(results.begin(), ports.carried, carried.begin());
    for (size_t i = 0; i < ports.stacked; ++i) stacks[i].push_back(results[ports.carried + i]);
  }
  std::vector<Value> outputs(carried.begin(), carried.end());
  outputs.resize(std::min(ports.carried, s.node.output_count()));
  for (size_t i = 0; i < ports.stacked; ++i) {
    outputs.push_back(
        stacked(s.b, stacks[i], ports.output_axes[i], ports.output_directions[i] != 0));
  }
  return outputs;
}

}  // namespace

MORTISE_OPERATOR(Scan, 25) {
  op.summary("A body over the slices of tensors, with values that go from one to the next")
      .variadic_input("initial_state_and_scan_inputs")
      .output("final_state_and_scan_outputs", MORTISE_FORMAL_VARIADIC)
      .required_attribute("body", MORTISE_ATTRIBUTE_GRAPH)
      .required_attribute("num_scan_inputs", MORTISE_ATTRIBUTE_INT)
      .attribute("scan_input_axes", MORTISE_ATTRIBUTE_INTS)
      .attribute("scan_input_directions", MORTISE_ATTRIBUTE_INTS)
      .attribute("scan_output_axes", MORTISE_ATTRIBUTE_INTS)
      .attribute("scan_output_directions", MORTISE_ATTRIBUTE_INTS)
      .attribute("captures", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .restructure(&unroll)
      .loop(&plan);
}

}  // namespace mortise::ops
