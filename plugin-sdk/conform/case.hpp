// One way to use an operator: attributes, and inputs with their dtypes, shapes and contents. The families in cases/ make
// them; a device is tested with those that it claims to support.
#pragma once

#include <mortise/abi/operator.h>
#include <mortise/sdk/graph.hpp>

#include <string>
#include <vector>

#include "plugin-sdk/conform/tensor.hpp"

namespace mortise::conform {

struct CaseInput {
  uint32_t dtype = MORTISE_DTYPE_FLOAT32;  // UNDEFINED: the input is absent
  sdk::Shape shape;
  Fill fill = Fill::kOrdinary;
  std::vector<double> numbers;  // instead of random content, when not empty
  bool constant = false;        // known when the kernel is made

  CaseInput as_constant() && {
    constant = true;
    return std::move(*this);
  }
};

// How far floats may be off follows from how they are computed: in float32 (float64 in float64), and rounded to the dtype of
// the output at the end. A device that computes 16-bit floats in less fails where it shows.
struct Accuracy {
  // The error of a function, in steps of the epsilon that is computed in, relative to the larger of the result and `floor`:
  // the magnitude of what the function's usual formula adds and subtracts. 0 steps and 0 terms: no error at all.
  double steps = 0;
  double floor = 0;
  // Sums: the number of terms. The bound is then (terms + 2) epsilon times the sum of the terms' magnitudes, which the
  // reference computes from the inputs' absolute values (Higham, "Accuracy and Stability of Numerical Algorithms", 3.1).
  int64_t terms = 0;
  // Integers that come from a computation with floats may be one off.
  bool rounds = false;
};

struct Case {
  std::string domain, op;
  std::string label;  // "float32.broadcast_row": unique for the operator
  sdk::Attrs attributes;
  std::vector<CaseInput> inputs;
  size_t output_count = 1;
  Accuracy accuracy;

  // Shapes of the inputs for a launch with smaller extents than the kernel was made for; empty: none is tried.
  std::vector<sdk::Shape> smaller;
};

using Cases = std::vector<Case>;

/// All cases of an operator of the operator library; empty when the suite has none for it.
Cases cases_of(const mortise_operator_t& op);

/// How far output of that dtype may be from the reference's. `scale`: the sums of the terms' magnitudes, or null.
Tolerance tolerance_of(const Accuracy& accuracy, uint32_t dtype, const HostTensor* scale);

/// "Add", "mortise::PagedAttention"
std::string qualified_name(const Case& one);

}  // namespace mortise::conform
