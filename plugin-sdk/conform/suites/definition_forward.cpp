#include "plugin-sdk/conform/suites/definition_forward.hpp"

#include "plugin-sdk/conform/suites/kernel_trial.hpp"

namespace mortise::conform {
namespace {

// Whether the rule names an input for one of the outputs, which that must equal.
bool check_forwarded(const mortise_operator_t& op, const AcceptedNode& node,
                     const PortableKernel& kernel) {
  bool tried = false;
  std::vector<HostTensor> outputs;
  for (size_t i = 0; i < node.inferred.types.size(); ++i) {
    uint32_t input = MORTISE_NONE;
    const Status status = take(op.forward(&op, &node.one->node(), i, &input));
    expect(status.ok(), "the forwarding rule fails: ", status.text());
    if (input == MORTISE_NONE) continue;
    tried = true;
    expect(input < node.contents.size(), "the forwarding rule names input ", input, " of ",
           node.contents.size());
    if (outputs.empty()) outputs = run(node, kernel, node.contents);
    expect(outputs[i].dtype == node.contents[input].dtype &&
               outputs[i].shape == node.contents[input].shape &&
               outputs[i].bytes == node.contents[input].bytes,
           "the forwarding rule says that output ", i, " equals input ", input, "; it does not",
           inputs_text(node.contents));
  }
  return tried;
}

// Nodes in which one of the inputs is known to be the same number everywhere.
template <class Check>
void with_neutral_inputs(DefinitionBench& bench, const AcceptedNode& node, const Check& check) {
  for (size_t i = 0; i < node.contents.size(); ++i) {
    if (!is_plain(node.contents[i])) continue;
    for (const double number : {0.0, -0.0, 1.0}) {
      Case signature = node.signature;
      signature.inputs[i].constant = true;
      std::vector<HostTensor> contents = node.contents;
      contents[i] =
          tensor_of(contents[i].dtype, contents[i].shape,
                    std::vector<double>(static_cast<size_t>(contents[i].count()), number));
      if (const auto changed = bench.accept(signature, contents)) check(*changed);
    }
  }
}

}  // namespace

void check_forward(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  bool tried = false;
  with_kernels(bench, [&](const AcceptedNode& node, const PortableKernel& kernel) {
    tried |= check_forwarded(bench.op(), node, kernel);
    with_neutral_inputs(bench, node, [&](const AcceptedNode& changed) {
      const PortableKernel other(*bench.portable_kernel(), changed.one->node());
      tried |= check_forwarded(bench.op(), changed, other);
    });
  });
  if (!tried) skip("the forwarding rule names an input in none of the suite's nodes");
}

}  // namespace mortise::conform
