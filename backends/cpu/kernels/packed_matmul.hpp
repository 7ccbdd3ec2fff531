// What optimisation needs to know about the private PackedMatMul: a MatMul with constant weights, which lie
// packed. Few rows are computed by vector code, more by the matrix unit. Inputs and attributes are those of
// the private MatMul.
#pragma once

#include <mortise/sdk/node.hpp>

namespace mortise::cpu {

/// Attribute: 1 when the matrix unit may be used.
inline constexpr char kMatrixUnit[] = "matrix_unit";

/// Whether a PackedMatMul can compute this MatMul.
bool can_pack(const sdk::Node& node);

}  // namespace mortise::cpu
