// Elementwise arithmetic on runs of floats: the operations, and their vector code for the CPU that
// the process runs on.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mortise::cpu {

/// Operations of one operand. alpha and beta mean what the comment says; numbers are stored in
/// attributes of private nodes.
enum class Unary : int32_t {
  kLinear = 0,     // alpha * x + beta
  kClip = 1,       // min(max(x, alpha), beta)
  kRelu = 2,       // max(x, 0)
  kLeakyRelu = 3,  // x < 0 ? alpha * x : x
  kSigmoid = 4,    // 1 / (1 + exp(-x))
  kSwish = 5,      // x / (1 + exp(-alpha * x))
  kHardSwish = 6,  // x * clip(alpha * x + beta, 0, 1)
  kTanh = 7,
  kErf = 8,
  kGelu = 9,       // x / 2 * (1 + erf(x / sqrt(2)))
  kGeluTanh = 10,  // its approximation by tanh
  kElu = 11,       // x < 0 ? alpha * (exp(x) - 1) : x
  kExp = 12,
  kLog = 13,
  kSqrt = 14,
  kReciprocal = 15,
  kAbs = 16,
  kSquare = 17,
  kFloor = 18,
  kCeil = 19,
  kPow = 20,  // x ^ alpha
};
inline constexpr int32_t kUnaryCount = 21;

enum class Binary : int32_t { kAdd = 0, kSub = 1, kMul = 2, kDiv = 3, kMin = 4, kMax = 5 };
inline constexpr int32_t kBinaryCount = 6;

struct Step {
  Unary kind = Unary::kLinear;
  float alpha = 1;
  float beta = 0;
};

/// y[i] = step(x[i]); x and y may be equal.
using UnaryFunction = void (*)(const Step& step, const float* x, float* y, size_t count);
/// y[i] = a[i] op b[i]; y may be a or b.
using BinaryFunction = void (*)(const float* a, const float* b, float* y, size_t count);

struct PointwiseTable {
  UnaryFunction unary[kUnaryCount];
  BinaryFunction both[kBinaryCount];          // a[i] op b[i]
  BinaryFunction left_scalar[kBinaryCount];   // a[0] op b[i]
  BinaryFunction right_scalar[kBinaryCount];  // a[i] op b[0]
};

/// The table for this CPU. Any thread.
const PointwiseTable& pointwise_table();

}  // namespace mortise::cpu
