#include "plugin-sdk/conform/suites/definition_kernel.hpp"

#include <algorithm>
#include <set>

#include "plugin-sdk/conform/suites/kernel_trial.hpp"

namespace mortise::conform {
namespace {

void check_pure(const AcceptedNode& node, const PortableKernel& kernel) {
  expect_same(run(node, kernel, node.contents), run(node, kernel, node.contents),
              "the flag PURE says that the same inputs give the same outputs");
}

// The signature with every extent of that size one smaller.
Case smaller(const Case& signature, const std::vector<HostTensor>& contents, int64_t extent) {
  Case result = signature;
  for (size_t i = 0; i < result.inputs.size(); ++i) {
    CaseInput& input = result.inputs[i];
    input.shape = contents[i].shape;
    if (input.constant) continue;
    const bool indices = is_index(input);
    input.numbers.clear();
    std::replace(input.shape.begin(), input.shape.end(), extent, extent - 1);
    if (indices) input.numbers.assign(static_cast<size_t>(sdk::element_count(input.shape)), 0);
  }
  return result;
}

void check_smaller(DefinitionBench& bench, const AcceptedNode& node, const PortableKernel& kernel) {
  if (!kernel.ranged()) skip("the kernel is made for fixed extents: it has not the flag RANGED");
  std::set<int64_t> extents;
  for (size_t i = 0; i < node.contents.size(); ++i) {
    if (!node.signature.inputs[i].constant)
      extents.insert(node.contents[i].shape.begin(), node.contents[i].shape.end());
  }
  bool tried = false;
  for (const int64_t extent : extents) {
    if (extent < 2) continue;
    const Case signature = smaller(node.signature, node.contents, extent);
    std::vector<HostTensor> contents = contents_of(signature, bench.random());
    for (size_t i = 0; i < contents.size(); ++i) {
      if (signature.inputs[i].constant) contents[i] = node.contents[i];
    }
    const auto less = bench.accept(signature, contents);
    if (less == nullptr) continue;
    const PortableKernel fresh(*bench.portable_kernel(), less->one->node());
    expect_same(run(*less, kernel, contents), run(*less, fresh, contents),
                sdk::message("with the flag RANGED, launched with ", extent - 1,
                             " where it was made for ", extent, inputs_text(node.contents)));
    tried = true;
  }
  if (!tried)
    skip("no extent of the suite's nodes can be smaller: the shape rule refuses them then");
}

}  // namespace

void check_kernel(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  with_kernels(bench, [&](const AcceptedNode& node, const PortableKernel& kernel) {
    const std::vector<HostTensor> outputs = run(node, kernel, node.contents);
    for (size_t i = 0; i < outputs.size(); ++i) {
      const InferredType& type = *node.inferred.types[i];
      for (size_t axis = 0; axis < type.shape.size(); ++axis) {
        const bool bounded = axis < 64 && (type.bounded_dims >> axis & 1u) != 0;
        const int64_t extent = outputs[i].shape[axis];
        expect(bounded ? extent >= 0 && extent <= type.shape[axis] : extent == type.shape[axis],
               "the kernel wrote extent ", extent, " of output ", i, " where the shape rule says ",
               type.shape[axis]);
      }
    }
    if (bench.has_flag(MORTISE_OPERATOR_PURE)) check_pure(node, kernel);
  });
}

void check_smaller_extents(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  require_pure(bench);
  with_kernels(bench, [&](const AcceptedNode& node, const PortableKernel& kernel) {
    check_smaller(bench, node, kernel);
  });
}

void check_in_place(Environment& environment, const DefinitionName& name) {
  DefinitionBench bench(environment, name);
  require_pure(bench);
  const mortise_operator_t& op = bench.op();
  with_kernels(bench, [&](const AcceptedNode& node, const PortableKernel& kernel) {
    const std::vector<HostTensor> expected = run(node, kernel, node.contents);
    bool tried = false;
    for (uint64_t i = 0; i < op.in_place_count; ++i) {
      const auto [input, output] = std::pair(op.in_place[i][0], op.in_place[i][1]);
      if (input >= node.contents.size() || output >= expected.size()) continue;
      const std::vector<HostTensor> outputs = outputs_like(node.inferred);
      if (node.signature.inputs[input].constant || outputs[output].bytes.empty() ||
          outputs[output].bytes.size() != node.contents[input].bytes.size())
        continue;
      expect_same(kernel.run(node.contents, outputs, input, output), expected,
                  sdk::message("with output ", output, " in the memory of input ", input,
                               ", as the definition allows", inputs_text(node.contents)));
      tried = true;
    }
    if (!tried) skip("no in-place pair of the suite's nodes has an input and output of one size");
  });
}

}  // namespace mortise::conform
