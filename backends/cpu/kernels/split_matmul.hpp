// What optimisation needs to know about the private SplitMatMul: a MatMul with constant weights whose
// sums the matrix unit computes (backends/cpu/matrix/parts.hpp). Inputs and attributes are those of the
// private MatMul.
#pragma once

#include <mortise/sdk/node.hpp>

namespace mortise::cpu {

/// Whether the unit can compute this MatMul, and is faster than vector code.
bool worth_splitting(const sdk::Node& node);

}  // namespace mortise::cpu
