// Every operator that a device claims, in every case that the suite has for it, against the reference kernels.
#include <map>
#include <set>

#include "plugin-sdk/conform/launch.hpp"
#include "plugin-sdk/conform/node_graph.hpp"
#include "plugin-sdk/conform/suites/suites.hpp"

namespace mortise::conform {
namespace {

struct Answer {
  bool supported = false;
  std::string reason;
};

Answer ask(Device& device, const mortise_node_t& node) {
  mortise_support_t support{};
  support.struct_size = sizeof(support);
  const mortise_node_t* nodes[] = {&node};
  const Status status = take(device.table().query(device.get(), 1, nodes, &support));
  const Status reason = take(support.reason);
  if (!status.ok()) fail("query itself fails: ", status.text());
  expect(support.supported <= 1, "query says supported = ", support.supported);
  expect(support.supported == 1 || !reason.ok(), "query says no without a reason");
  return {support.supported == 1, reason.message()};
}

// The one-node graph, or nothing where the shape rule refuses the case: that is the suite's fault.
NodeGraph graph_of(const Reference& reference, const Case& one,
                   const std::vector<HostTensor>& inputs, const std::string& kind) {
  return NodeGraph(reference.runtime(), one, inputs, kind);
}

// The sum of the terms' magnitudes for every output element.
std::vector<HostTensor> scales_of(const Reference& reference, const mortise_node_t& node,
                                  const std::vector<HostTensor>& inputs) {
  std::vector<HostTensor> magnitudes;
  for (const HostTensor& input : inputs)
    magnitudes.push_back(input.dtype == MORTISE_DTYPE_UNDEFINED ? input : absolute(input));
  return reference.run(node, magnitudes);
}

class CaseRun {
 public:
  CaseRun(Environment& environment, const Case& one)
      : environment_(environment),
        one_(one),
        instance_(environment.subject, host_.table()),
        device_(environment, instance_),
        queue_(device_) {
    environment.trace.add("// ", qualified_name(one), " ", one.label);
  }

  void run() {
    const std::vector<HostTensor> inputs = contents_of(one_, environment_.random);
    const NodeGraph graph = graph_of(environment_.reference, one_, inputs, device_.kind());
    const Answer answer = ask(device_, graph.node());
    if (!answer.supported) skip(answer.reason);
    const Kernel kernel(device_, graph.node());
    check("", graph.node(), kernel, inputs, {});
    check_again(graph.node(), kernel, inputs);
    check_in_place(graph.node(), kernel, inputs);
    if (kernel.ranged() && !one_.smaller.empty()) check_smaller(kernel);
  }

  /// What the host saw, after everything is released.
  static void check_host(Host& host) {
    const std::vector<std::string> faults = host.take_faults();
    if (!faults.empty()) fail("with the host's services: ", faults.front());
  }
  Host& host() { return host_; }

 private:
  void check(const std::string& how, const mortise_node_t& node, const Kernel& kernel,
             const std::vector<HostTensor>& inputs, const LaunchOptions& options) {
    const std::vector<HostTensor> expected = environment_.reference.run(node, inputs);
    std::vector<HostTensor> scales;
    if (one_.accuracy.terms > 0) scales = scales_of(environment_.reference, node, inputs);
    const std::vector<HostTensor> actual =
        launch(device_, queue_, kernel, environment_.random, inputs, outputs_of(node), options);
    for (size_t i = 0; i < expected.size(); ++i) {
      if (expected[i].dtype == MORTISE_DTYPE_UNDEFINED) continue;
      if (actual[i].shape != expected[i].shape)
        fail(how, "output ", i, " has the shape ", actual[i].shape, " where ", expected[i].shape,
             " is right");
      const std::string difference = find_difference(
          actual[i], expected[i],
          tolerance_of(one_.accuracy, expected[i].dtype, scales.empty() ? nullptr : &scales[i]));
      if (!difference.empty())
        fail(how, "output ", i, " ", type_text(expected[i]), ": ", difference, inputs_text(inputs));
    }
  }

  static std::string inputs_text(const std::vector<HostTensor>& inputs) {
    std::string text = "; inputs:";
    for (const HostTensor& input : inputs)
      text +=
          " " + (input.dtype == MORTISE_DTYPE_UNDEFINED ? std::string("absent") : type_text(input));
    return text;
  }

  // A kernel is immutable: a second launch, on other contents, owes nothing to the first.
  void check_again(const mortise_node_t& node, const Kernel& kernel,
                   const std::vector<HostTensor>& first) {
    std::vector<HostTensor> inputs = contents_of(one_, environment_.random);
    for (size_t i = 0; i < inputs.size(); ++i) {
      if (one_.inputs[i].constant) inputs[i] = first[i];
    }
    check("in a second launch of the same kernel: ", node, kernel, inputs, {});
  }

  void check_in_place(const mortise_node_t& node, const Kernel& kernel,
                      const std::vector<HostTensor>& inputs) {
    const mortise_operator_t* op = environment_.reference.find(one_.domain, one_.op);
    const std::vector<HostTensor> outputs = outputs_of(node);
    for (uint64_t i = 0; op != nullptr && i < op->in_place_count; ++i) {
      const auto [input, output] = std::pair(op->in_place[i][0], op->in_place[i][1]);
      if (input >= inputs.size() || output >= outputs.size() || one_.inputs[input].constant ||
          inputs[input].bytes.size() != outputs[output].bytes.size() || inputs[input].bytes.empty())
        continue;
      check(sdk::message("in place (output ", output, " in the memory of input ", input, "): "),
            node, kernel, inputs, {{{input, output}}});
    }
  }

  void check_smaller(const Kernel& kernel) {
    Case smaller = one_;
    for (size_t i = 0; i < smaller.inputs.size(); ++i) {
      if (!smaller.inputs[i].constant) smaller.inputs[i].shape = one_.smaller[i];
    }
    Random& random = environment_.random;
    const std::vector<HostTensor> inputs = contents_of(smaller, random);
    const NodeGraph graph = graph_of(environment_.reference, smaller, inputs, device_.kind());
    check("with smaller extents than the kernel was made for, which its flag RANGED allows: ",
          graph.node(), kernel, inputs, {});
  }

  Environment& environment_;
  const Case& one_;
  Host host_{&environment_.reference};
  Instance instance_;
  Device device_;
  Queue queue_;
};

void run_case(Environment& environment, const Case& one) {
  auto run = std::make_unique<CaseRun>(environment, one);
  run->run();
  CaseRun::check_host(run->host());
}

// Which cases of one operator the device takes, and why not the others.
void add_operator(TestList& list, Device& device, const Reference& reference,
                  const mortise_operator_t& op) {
  Cases cases = cases_of(op);
  if (cases.empty()) return;
  const std::string prefix = "op." + qualified_name(cases.front()) + ".";
  std::map<std::string, std::string> refused;  // label: reason
  Cases taken;
  for (Case& one : cases) {
    Random random(1, one.label);
    const std::vector<HostTensor> inputs = contents_of(one, random);
    const NodeGraph graph = graph_of(reference, one, inputs, device.kind());
    const Answer answer = ask(device, graph.node());
    if (answer.supported) {
      taken.push_back(std::move(one));
    } else {
      refused[one.label] = answer.reason;
    }
  }
  if (taken.empty()) {
    list.add_skipped(prefix + "*", refused.begin()->second);
    return;
  }
  for (const auto& [label, reason] : refused) list.add_skipped(prefix + label, reason);
  for (const Case& one : taken) {
    list.add(prefix + one.label, [one](Environment& environment) { run_case(environment, one); });
  }
}

}  // namespace

void add_device_operator_tests(TestList& list, const Subject& subject, const Reference& reference) {
  Host host(&reference);
  const Instance instance(subject, host.table());
  Trace trace;
  Environment environment{subject, reference, trace, Random(1)};
  try {
    Device device(environment, instance);
    for (const mortise_operator_t* op : reference.operators())
      add_operator(list, device, reference, *op);
  } catch (const Skip& none) {
    list.add_skipped("op.*", none.reason);
  }
}

}  // namespace mortise::conform
