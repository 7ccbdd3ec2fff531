// A portable kernel, tried on nodes that its operator's rules accept, and what the tests of definitions do with its tensors.
#pragma once

#include <cstring>

#include "plugin-sdk/conform/suites/definition_bench.hpp"

namespace mortise::conform {

/// Runs `check(node, kernel)` for nodes that the kernel takes. Skips when it takes none.
template <class Check>
void with_kernels(DefinitionBench& bench, const Check& check) {
  constexpr size_t kMostNodes = 8;
  const mortise_kernel_definition_t* definition = bench.portable_kernel();
  expect(definition != nullptr, "there is no portable kernel of version ", bench.op().version);
  std::string refusal;
  bool tested = false;
  for (const AcceptedNode& node : bench.accepted_nodes(kMostNodes)) {
    bench.trace().clear();
    bench.trace().add("// ", qualified_name(bench.op()), inputs_text(node.contents));
    try {
      const PortableKernel kernel(*definition, node.one->node());
      check(node, kernel);
      tested = true;
    } catch (const Skip& stated) {
      refusal = stated.reason;
    }
  }
  bench.check_host();
  if (!tested) skip(refusal);
}

std::vector<HostTensor> run(const AcceptedNode& node, const PortableKernel& kernel,
                            const std::vector<HostTensor>& inputs);

/// Fails where outputs differ; floats may by that many epsilons.
void expect_same(const std::vector<HostTensor>& actual, const std::vector<HostTensor>& expected,
                 const std::string& what, double steps = 0);

/// Two runs of what draws random numbers need not agree: skips.
void require_pure(const DefinitionBench& bench);

/// Numbers that must stay in a range which the suite does not know: indices, lengths. Zero is in all of them.
bool is_index(const CaseInput& input);
bool is_plain(const HostTensor& tensor);
size_t element_bytes(const HostTensor& tensor);

/// Other content of the same shape that the input may have.
HostTensor other_content(const HostTensor& tensor, const CaseInput& input, Random& random);

/// Other content, element by element, where `keep` says no.
template <class Keep>
HostTensor scrambled(const HostTensor& tensor, const CaseInput& input, Random& random,
                     const Keep& keep) {
  const HostTensor other = other_content(tensor, input, random);
  HostTensor result = tensor;
  const size_t size = element_bytes(tensor);
  for (int64_t i = 0; i < tensor.count(); ++i) {
    const auto at = static_cast<size_t>(i) * size;
    if (!keep(i)) std::memcpy(result.bytes.data() + at, other.bytes.data() + at, size);
  }
  return result;
}

/// Of an element, along an axis.
int64_t coordinate(const sdk::Shape& shape, int64_t element, int64_t axis);
/// [begin, end) of an axis.
HostTensor slice(const HostTensor& tensor, int64_t axis, int64_t begin, int64_t end);

}  // namespace mortise::conform
