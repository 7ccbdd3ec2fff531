// What optimisation needs to know about the private MatMul: inputs a, b, bias [n] and residual, the
// last two optional, and attributes as conv.hpp has them.
#pragma once

namespace mortise::cpu {

/// Attribute: the place among the steps where input 3, the residual, is added.
inline constexpr char kMatMulResidualPosition[] = "residual_position";
/// Attribute: 1 when input 1 is stored as [n, k].
inline constexpr char kMatMulTransposeB[] = "transpose_b";

}  // namespace mortise::cpu
