// One way to use an operator: attributes, and inputs with their dtypes, shapes and contents. The families in cases/ make
// them; a device is tested with those that it claims to support.
#pragma once

#include <mortise/abi/operator.h>
#include <mortise/sdk/graph.hpp>

#include <optional>
#include <string>
#include <vector>

#include "plugin-sdk/conform/tensor.hpp"

namespace mortise::conform {

struct CaseInput {
  uint32_t dtype = MORTISE_DTYPE_FLOAT32;  // UNDEFINED: the input is absent
  sdk::Shape shape;
  Fill fill = Fill::kOrdinary;
  std::optional<HostTensor> content;  // instead of a random one
  bool constant = false;              // known when the kernel is made
};

struct Case {
  std::string domain, op;
  std::string label;  // "float32.broadcast_row": unique for the operator
  sdk::Attrs attributes;
  std::vector<CaseInput> inputs;
  size_t output_count = 1;

  // How far a result may be off, in steps of its dtype's epsilon. 0: bit for bit.
  double steps = 0;
  // Sums of products: the number of terms. The bound is then (terms + 2) epsilon times the sum of the terms' magnitudes, which
  // the reference computes from the inputs' absolute values (Higham, "Accuracy and Stability of Numerical Algorithms", 3.1).
  int64_t terms = 0;

  // Shapes of the inputs for a launch with smaller extents than the kernel was made for; empty: none is tried.
  std::vector<sdk::Shape> smaller;
};

/// Fluent, for the families.
inline CaseInput in(uint32_t dtype, sdk::Shape shape, Fill fill = Fill::kOrdinary) {
  CaseInput input;
  input.dtype = dtype;
  input.shape = std::move(shape);
  input.fill = fill;
  return input;
}
inline CaseInput known(HostTensor content) {
  CaseInput input = in(content.dtype, content.shape);
  input.content = std::move(content);
  input.constant = true;
  return input;
}
inline CaseInput absent() { return in(MORTISE_DTYPE_UNDEFINED, {}); }

using Cases = std::vector<Case>;

/// All cases of an operator of the operator library; empty when the suite has none for it.
Cases cases_of(const mortise_operator_t& op);

/// "Add", "mortise::PagedAttention"
std::string qualified_name(const Case& one);

}  // namespace mortise::conform
