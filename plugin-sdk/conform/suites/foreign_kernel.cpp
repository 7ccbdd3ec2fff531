// Portable kernels for operators that another plugin defines, against those of the operator library.
#include "plugin-sdk/conform/suites/foreign_kernel.hpp"

#include "plugin-sdk/conform/node_graph.hpp"
#include "plugin-sdk/conform/suites/bench.hpp"
#include "plugin-sdk/conform/suites/definition_bench.hpp"
#include "plugin-sdk/conform/suites/operator_case.hpp"

namespace mortise::conform {
namespace {

struct KernelName {
  std::string domain, op;
  uint32_t version;
  bool is_of(const mortise_kernel_definition_t& kernel) const {
    return sdk::to_view(kernel.device_kind) == "*" && sdk::to_view(kernel.domain) == domain &&
           sdk::to_view(kernel.op) == op && kernel.version == version;
  }
};

const mortise_kernel_definition_t* find_kernel(const Instance& instance, const KernelName& name) {
  const auto& table =
      *instance.subject().table<mortise_operator_interface_t>(MORTISE_INTERFACE_OPERATOR);
  for (uint64_t i = 0; i < table.kernel_count(instance.get()); ++i) {
    const mortise_kernel_definition_t* kernel = table.kernel_at(instance.get(), i);
    if (name.is_of(*kernel)) return kernel;
  }
  fail("an instance has this kernel, and the next has it not");
}

void check_case(Environment& environment, const mortise_kernel_definition_t& definition,
                const Case& one) {
  const Reference& reference = environment.reference;
  const std::vector<HostTensor> inputs = contents_of(one, environment.random);
  environment.trace.clear();
  environment.trace.add("// ", one.label, inputs_text(inputs));
  const NodeGraph graph(reference.runtime(), one, inputs, "reference");
  const PortableKernel kernel(definition, graph.node());
  const std::string difference = Expected(reference, one, graph.node(), inputs)
                                     .difference(kernel.run(inputs, outputs_of(graph.node())));
  if (!difference.empty()) fail(one.label, ": ", difference, inputs_text(inputs));
}

void check_kernel(Environment& environment, Host& host, const KernelName& name) {
  const mortise_operator_t* op = environment.reference.find(name.domain, name.op);
  if (op == nullptr || op->version != name.version)
    skip("the operator library does not define version ", name.version, " of the operator");
  const Instance instance(environment.subject, host.table());
  const mortise_kernel_definition_t& definition = *find_kernel(instance, name);
  std::string refusal = "the suite has no cases of the operator";
  bool tested = false;
  for (const Case& one : cases_of(*op)) {
    try {
      check_case(environment, definition, one);
      tested = true;
    } catch (const Skip& stated) {
      refusal = stated.reason;
    }
  }
  if (!tested) skip(refusal);
}

}  // namespace

void add_foreign_kernel(TestList& list, const mortise_kernel_definition_t& kernel) {
  const KernelName name = {std::string(sdk::to_view(kernel.domain)),
                           std::string(sdk::to_view(kernel.op)), kernel.version};
  const std::string text = name.domain.empty() ? name.op : name.domain + "::" + name.op;
  list.add(sdk::message("kernel.*:", text, "@", name.version),
           on_host([name](Environment& environment, Host& host) {
             check_kernel(environment, host, name);
           }));
}

}  // namespace mortise::conform
