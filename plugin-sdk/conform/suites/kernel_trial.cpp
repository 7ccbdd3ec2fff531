#include "plugin-sdk/conform/suites/kernel_trial.hpp"

#include <algorithm>

namespace mortise::conform {

std::vector<HostTensor> run(const AcceptedNode& node, const PortableKernel& kernel,
                            const std::vector<HostTensor>& inputs) {
  return kernel.run(inputs, outputs_like(node.inferred));
}

void expect_same(const std::vector<HostTensor>& actual, const std::vector<HostTensor>& expected,
                 const std::string& what, double steps) {
  for (size_t i = 0; i < expected.size(); ++i) {
    expect(actual[i].shape == expected[i].shape, what, ": output ", i, " has the shape ",
           actual[i].shape, " where ", expected[i].shape, " is right");
    Tolerance tolerance;
    tolerance.relative = tolerance.absolute = steps * epsilon_of(expected[i].dtype);
    const std::string difference = find_difference(actual[i], expected[i], tolerance);
    if (!difference.empty()) fail(what, ": output ", i, ": ", difference);
  }
}

void require_pure(const DefinitionBench& bench) {
  if (!bench.has_flag(MORTISE_OPERATOR_PURE)) skip("the operator is not pure: two runs may differ");
}

bool is_index(const CaseInput& input) {
  return epsilon_of(input.dtype) == 0 && (input.fill == Fill::kSmallInts || !input.numbers.empty());
}

bool is_plain(const HostTensor& tensor) {
  return sdk::dtype_set(sdk::PlainTypes{}).contains(tensor.dtype);
}

size_t element_bytes(const HostTensor& tensor) { return sdk::dtype_bits(tensor.dtype) / 8; }

HostTensor other_content(const HostTensor& tensor, const CaseInput& input, Random& random) {
  if (!is_index(input)) return random_tensor(tensor.dtype, tensor.shape, Fill::kOrdinary, random);
  HostTensor zeros(tensor.dtype, tensor.shape);
  std::fill(zeros.bytes.begin(), zeros.bytes.end(), uint8_t{0});
  return zeros;
}

int64_t coordinate(const sdk::Shape& shape, int64_t element, int64_t axis) {
  for (int64_t last = static_cast<int64_t>(shape.size()) - 1; last > axis; --last)
    element /= shape[static_cast<size_t>(last)];
  return element % shape[static_cast<size_t>(axis)];
}

HostTensor slice(const HostTensor& tensor, int64_t axis, int64_t begin, int64_t end) {
  sdk::Shape shape = tensor.shape;
  shape[static_cast<size_t>(axis)] = end - begin;
  HostTensor result(tensor.dtype, shape);
  const size_t size = element_bytes(tensor);
  size_t written = 0;
  for (int64_t i = 0; i < tensor.count(); ++i) {
    const int64_t at = coordinate(tensor.shape, i, axis);
    if (at < begin || at >= end) continue;
    std::memcpy(result.bytes.data() + written, tensor.bytes.data() + static_cast<size_t>(i) * size,
                size);
    written += size;
  }
  return result;
}

}  // namespace mortise::conform
