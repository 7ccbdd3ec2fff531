// One case of one operator: as it is, again, at once on several streams, in place, and with smaller extents.
#include "plugin-sdk/conform/suites/operator_case.hpp"

#include "plugin-sdk/conform/memory.hpp"
#include "plugin-sdk/conform/node_graph.hpp"
#include "plugin-sdk/conform/suites/bench.hpp"
#include "plugin-sdk/conform/suites/operator_program.hpp"

namespace mortise::conform {
namespace {

constexpr unsigned char kUntouched = 0xA5;
constexpr size_t kWorthwhile = 2048;  // bytes of an output whose computation takes a while

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
  CaseRun(Environment& environment, Host& host, const Case& one)
      : environment_(environment),
        one_(one),
        instance_(environment.subject, host.table()),
        device_(environment, instance_),
        queue_(device_) {}

  void run() {
    const std::vector<HostTensor> inputs = contents_of(one_, environment_.random);
    environment_.trace.add_program(
        program_text(config_text(environment_.subject, device_.kind()), one_, inputs));
    auto asked = graph_of(inputs);
    const Answer answer = ask(device_, asked->node());
    if (!answer.supported) skip(answer.reason);
    const Kernel kernel(device_, asked->node());
    // The node was lent for the call: what the kernel keeps of it is garbage from here on.
    const Quarantine quarantine;
    asked.reset();
    check_taken(kernel, inputs);
    const auto graph = graph_of(inputs);
    check("", graph->node(), kernel, inputs, {});
    check_again(graph->node(), kernel, inputs);
    check_at_once(graph->node(), kernel, inputs);
    check_in_place(graph->node(), kernel, inputs);
    if (kernel.ranged() && !one_.smaller.empty()) check_smaller(kernel);
  }

 private:
  std::unique_ptr<NodeGraph> graph_of(const std::vector<HostTensor>& inputs) const {
    return std::make_unique<NodeGraph>(environment_.reference.runtime(), one_, inputs,
                                       device_.kind());
  }

  void check(const std::string& how, const mortise_node_t& node, const Kernel& kernel,
             const std::vector<HostTensor>& inputs, const LaunchOptions& options) {
    if (!how.empty()) environment_.trace.add("// ", how);
    const Expected expected(environment_.reference, one_, node, inputs);
    const std::vector<HostTensor> actual =
        launch(device_, queue_, kernel, environment_.random, inputs, outputs_of(node), options);
    const std::string difference = expected.difference(actual);
    if (!difference.empty()) fail(how, difference, inputs_text(inputs));
  }

  // What the kernel has in a form of its own: launches get a null pointer for it, and what is restored is what was given.
  void check_taken(const Kernel& kernel, const std::vector<HostTensor>& inputs) {
    const mortise_kernel_t& table = kernel.get();
    const uint64_t known = inputs.size() < 64 ? (uint64_t{1} << inputs.size()) - 1 : UINT64_MAX;
    if ((table.taken_inputs & ~known) != 0)
      fail("taken_inputs of the kernel names inputs that the node does not have");
    for (size_t i = 0; i < inputs.size(); ++i) {
      if (!kernel.takes(i)) continue;
      if (!one_.inputs[i].constant || inputs[i].dtype == MORTISE_DTYPE_UNDEFINED)
        fail("taken_inputs of the kernel names input ", i, ", which is no constant");
      if (table.restore == nullptr) continue;
      const std::vector<unsigned char>& content = inputs[i].bytes;
      std::vector<unsigned char> restored(content.size() + 1, kUntouched);
      environment_.trace.add("kernel->restore(kernel, ", i, ", destination, ", content.size(),
                             ");");
      const Status status = take(table.restore(&table, i, restored.data(), content.size()));
      if (!status.ok()) fail("restore of input ", i, ": ", status.text());
      if (restored.back() != kUntouched) fail("restore writes past the end of input ", i);
      restored.pop_back();
      if (restored != content)
        fail("restore of input ", i, " gives another content than the kernel was made with");
    }
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

  // Nor do launches at once owe each other anything.
  void check_at_once(const mortise_node_t& node, const Kernel& kernel,
                     const std::vector<HostTensor>& inputs) {
    constexpr unsigned kThreads = 4;
    constexpr int kLaunches = 3;
    const std::vector<HostTensor> outputs = outputs_of(node);
    if (outputs[0].bytes.size() < kWorthwhile) return;
    const Expected expected(environment_.reference, one_, node, inputs);
    std::vector<Random> random;
    for (unsigned i = 0; i < kThreads; ++i) random.emplace_back(environment_.random.next());
    run_threads(kThreads, [&](unsigned thread) {
      Queue queue(device_);
      for (int i = 0; i < kLaunches; ++i) {
        const std::string difference =
            expected.difference(launch(device_, queue, kernel, random[thread], inputs, outputs));
        if (difference.empty()) continue;
        fail("launched from several threads at once, each on its own stream: ", difference,
             "; launches of a kernel share no state", inputs_text(inputs));
      }
    });
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
      LaunchOptions options;
      options.in_place = {{input, output}};
      check(sdk::message("in place (output ", output, " in the memory of input ", input, "): "),
            node, kernel, inputs, options);
    }
  }

  void check_smaller(const Kernel& kernel) {
    Case smaller = one_;
    for (size_t i = 0; i < smaller.inputs.size(); ++i) {
      if (!smaller.inputs[i].constant) smaller.inputs[i].shape = one_.smaller[i];
    }
    Random& random = environment_.random;
    const std::vector<HostTensor> inputs = contents_of(smaller, random);
    const NodeGraph graph(environment_.reference.runtime(), smaller, inputs, device_.kind());
    check("with smaller extents than the kernel was made for, which its flag RANGED allows: ",
          graph.node(), kernel, inputs, {});
  }

  Environment& environment_;
  const Case& one_;
  Instance instance_;
  Device device_;
  Queue queue_;
};

}  // namespace

Answer ask(Device& device, const mortise_node_t& node) {
  mortise_support_t support{};
  support.struct_size = sizeof(support);
  const mortise_node_t* nodes[] = {&node};
  device.trace().add("table->query(", device.name(), ", 1, nodes, &support);");
  const Status status = take(device.table().query(device.get(), 1, nodes, &support));
  const Status reason = take(support.reason);
  if (!status.ok()) fail("query itself fails: ", status.text());
  expect(support.supported <= 1, "query says supported = ", support.supported);
  expect(support.supported == 1 || !reason.ok(), "query says no without a reason");
  return {support.supported == 1, reason.message()};
}

Expected::Expected(const Reference& reference, const Case& one, const mortise_node_t& node,
                   const std::vector<HostTensor>& inputs)
    : accuracy_(one.accuracy), results_(reference.run(node, inputs)) {
  if (accuracy_.terms > 0) scales_ = scales_of(reference, node, inputs);
}

std::string Expected::difference(const std::vector<HostTensor>& actual) const {
  for (size_t i = 0; i < results_.size(); ++i) {
    const HostTensor& right = results_[i];
    if (right.dtype == MORTISE_DTYPE_UNDEFINED) continue;
    if (actual[i].shape != right.shape)
      return sdk::message("output ", i, " has the shape ", actual[i].shape, " where ", right.shape,
                          " is right");
    const std::string found = find_difference(
        actual[i], right,
        tolerance_of(accuracy_, right.dtype, scales_.empty() ? nullptr : &scales_[i]));
    if (!found.empty()) return sdk::message("output ", i, " ", type_text(right), ": ", found);
  }
  return {};
}

void run_case(Environment& environment, Host& host, const Case& one) {
  CaseRun(environment, host, one).run();
}

}  // namespace mortise::conform
