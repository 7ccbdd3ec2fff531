// Tensors that are not dense: a kernel takes their strides and layouts, or refuses them with a status. What it must not do is
// to compute as if they were dense.
#include "plugin-sdk/conform/node_graph.hpp"
#include "plugin-sdk/conform/suites/operator_case.hpp"
#include "plugin-sdk/conform/suites/operator_program.hpp"

namespace mortise::conform {
namespace {

struct Variant {
  std::string what;  // "input 0 with strides [1, 3]"
  LaunchOptions options;
};

class Variants {
 public:
  void add_input(size_t index, const HostTensor& tensor) {
    for (const Arrangement& arrangement : arrangements_of(tensor)) {
      Variant variant{sdk::message("input ", index, " with ", arrangement.text()), {}};
      variant.options.inputs.emplace(index, arrangement);
      list_.push_back(std::move(variant));
    }
  }
  void add_output(size_t index, const HostTensor& tensor) {
    for (const Arrangement& arrangement : arrangements_of(tensor)) {
      Variant variant{sdk::message("output ", index, " with ", arrangement.text()), {}};
      variant.options.outputs.emplace(index, arrangement);
      list_.push_back(std::move(variant));
    }
  }
  const std::vector<Variant>& list() const { return list_; }

 private:
  static std::vector<Arrangement> arrangements_of(const HostTensor& tensor) {
    std::vector<Arrangement> arrangements;
    if (tensor.dtype == MORTISE_DTYPE_UNDEFINED || tensor.count() < 2) return arrangements;
    if (const auto gapped = Arrangement::gapped(tensor.shape)) arrangements.push_back(*gapped);
    if (const auto turned = Arrangement::transposed(tensor.shape)) arrangements.push_back(*turned);
    arrangements.push_back(Arrangement::foreign(tensor.dtype, tensor.shape));
    return arrangements;
  }

  std::vector<Variant> list_;
};

Variants variants_of(const Case& one, const std::vector<HostTensor>& inputs,
                     const std::vector<HostTensor>& outputs) {
  Variants variants;
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (!one.inputs[i].constant) variants.add_input(i, inputs[i]);
  }
  for (size_t i = 0; i < outputs.size(); ++i) variants.add_output(i, outputs[i]);
  return variants;
}

}  // namespace

bool has_views(const Case& one) {
  for (const CaseInput& input : one.inputs) {
    if (input.dtype != MORTISE_DTYPE_UNDEFINED && !input.constant &&
        sdk::element_count(input.shape) > 1)
      return true;
  }
  return false;
}

void run_views(Environment& environment, Host& host, const Case& one) {
  const Instance instance(environment.subject, host.table());
  Device device(environment, instance);
  const std::vector<HostTensor> inputs = contents_of(one, environment.random);
  environment.trace.add(program_text(config_text(environment.subject, device.kind()), one, inputs));
  const NodeGraph graph(environment.reference.runtime(), one, inputs, device.kind());
  const Kernel kernel(device, graph.node());
  const Expected expected(environment.reference, one, graph.node(), inputs);
  const Variants variants = variants_of(one, inputs, outputs_of(graph.node()));
  for (const Variant& variant : variants.list()) {
    environment.trace.add("// the same kernel, launched on ", variant.what);
    Queue queue(device);  // a refusal may end one
    std::vector<HostTensor> actual = outputs_of(graph.node());
    const Status status =
        try_launch(device, queue, kernel, environment.random, inputs, actual, variant.options);
    if (status.code() == MORTISE_STATUS_DEADLINE_EXCEEDED)
      fail("on ", variant.what, " the kernel's work does not end: ", status.text());
    if (!status.ok()) continue;
    const std::string difference = expected.difference(actual);
    if (difference.empty()) continue;
    fail("launched on ", variant.what,
         ", the kernel neither computes what is right nor refuses: ", difference,
         "; strides that are not dense and layouts of other owners must not be ignored",
         inputs_text(inputs));
  }
}

}  // namespace mortise::conform
