#include "backends/cpu/vector/pointwise.hpp"

#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backends/cpu/vector/pointwise.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway wants it.
#include <hwy/highway.h>

#include "backends/cpu/vector/math-inl.hpp"
#include "backends/cpu/vector/partial-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace mortise::cpu::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using D = hn::ScalableTag<float>;
using V = hn::Vec<D>;

/// y[i] = f(x[i]), whole vectors and the rest.
template <class F>
void map(const float* x, float* y, size_t count, F f) {
  const D d;
  const size_t lanes = hn::Lanes(d);
  size_t i = 0;
  for (; i + lanes <= count; i += lanes) hn::StoreU(f(hn::LoadU(d, x + i)), d, y + i);
  if (i == count) return;
  store_first(d, f(load_first(d, x + i, count - i)), y + i, count - i);
}

template <class F>
void zip(const float* a, const float* b, float* y, size_t count, F f) {
  const D d;
  const size_t lanes = hn::Lanes(d);
  size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    hn::StoreU(f(hn::LoadU(d, a + i), hn::LoadU(d, b + i)), d, y + i);
  }
  if (i == count) return;
  const size_t left = count - i;
  store_first(d, f(load_first(d, a + i, left), load_first(d, b + i, left)), y + i, left);
}

/// Whole exponents up to kMaxFactors are products, and halves are roots: those are exact to a few units in the
/// last place. The rest is left to the C library, which knows all the special cases.
constexpr float kMaxFactors = 8;

HWY_INLINE V product_of(V v, int factors) {
  V y = hn::Set(D(), 1.0f);
  for (V square = v; factors > 0; factors /= 2, square = hn::Mul(square, square)) {
    if (factors % 2 != 0) y = hn::Mul(y, square);
  }
  return y;
}

/// sqrt(x), but as a power: of -0 it is 0, of minus infinity infinity.
HWY_INLINE V root_of(V v) {
  const D d;
  const V root = hn::Sqrt(hn::Add(v, hn::Zero(d)));
  return hn::IfThenElse(hn::Eq(v, hn::Neg(hn::Inf(d))), hn::Inf(d), root);
}

void power(const Step& step, const float* x, float* y, size_t count) {
  const float exponent = step.alpha;
  if (exponent >= 0 && exponent <= kMaxFactors &&
      exponent == static_cast<float>(static_cast<int>(exponent))) {
    const int factors = static_cast<int>(exponent);
    map(x, y, count, [factors](V v) { return product_of(v, factors); });
  } else if (exponent == 0.5f) {
    map(x, y, count, [](V v) { return root_of(v); });
  } else if (exponent == -0.5f) {
    map(x, y, count, [](V v) { return hn::Div(hn::Set(D(), 1.0f), root_of(v)); });
  } else {
    for (size_t i = 0; i < count; ++i) y[i] = std::pow(x[i], exponent);
  }
}

// x is the second operand of Max and Min throughout: on x86 that is what lets a NaN through.
template <Unary kKind>
void unary(const Step& step, const float* x, float* y, size_t count) {
  if constexpr (kKind == Unary::kPow) return power(step, x, y, count);
  const D d;
  const V alpha = hn::Set(d, step.alpha);
  const V beta = hn::Set(d, step.beta);
  const V zero = hn::Zero(d);
  const V one = hn::Set(d, 1.0f);
  map(x, y, count, [&](V v) -> V {
    if constexpr (kKind == Unary::kLinear) return hn::MulAdd(alpha, v, beta);
    if constexpr (kKind == Unary::kClip) return hn::Min(beta, hn::Max(alpha, v));
    if constexpr (kKind == Unary::kRelu) return hn::Max(zero, v);
    if constexpr (kKind == Unary::kLeakyRelu) {
      return hn::IfThenElse(hn::Lt(v, zero), hn::Mul(alpha, v), v);
    }
    if constexpr (kKind == Unary::kSigmoid) return sigmoid(d, v);
    if constexpr (kKind == Unary::kSwish) return hn::Div(v, one_and_exp(d, hn::Mul(alpha, v)));
    if constexpr (kKind == Unary::kHardSwish) {
      return hn::Mul(v, hn::Min(one, hn::Max(zero, hn::MulAdd(alpha, v, beta))));
    }
    if constexpr (kKind == Unary::kTanh) return tanh(d, v);
    if constexpr (kKind == Unary::kErf) return erf(d, v);
    if constexpr (kKind == Unary::kGelu) return gelu(d, v);
    if constexpr (kKind == Unary::kGeluTanh) return gelu_tanh(d, v);
    if constexpr (kKind == Unary::kElu) {
      const V negative = hn::Mul(alpha, hn::Sub(exp(d, hn::Min(zero, v)), one));
      return hn::IfThenElse(hn::Lt(v, zero), negative, v);
    }
    if constexpr (kKind == Unary::kExp) return exp(d, v);
    if constexpr (kKind == Unary::kLog) return log(d, v);
    if constexpr (kKind == Unary::kSqrt) return hn::Sqrt(v);
    if constexpr (kKind == Unary::kReciprocal) return hn::Div(one, v);
    if constexpr (kKind == Unary::kAbs) return hn::Abs(v);
    if constexpr (kKind == Unary::kSquare) return hn::Mul(v, v);
    if constexpr (kKind == Unary::kFloor) return hn::Floor(v);
    if constexpr (kKind == Unary::kCeil) return hn::Ceil(v);
    if constexpr (kKind == Unary::kPow) return v;  // has returned above
  });
}

template <Binary kKind>
HWY_INLINE V combine(V a, V b) {
  if constexpr (kKind == Binary::kAdd) return hn::Add(a, b);
  if constexpr (kKind == Binary::kSub) return hn::Sub(a, b);
  if constexpr (kKind == Binary::kMul) return hn::Mul(a, b);
  if constexpr (kKind == Binary::kDiv) return hn::Div(a, b);
  // Whichever operand is NaN, so is the result.
  if constexpr (kKind == Binary::kMin) return hn::IfThenElse(hn::IsNaN(a), a, hn::Min(a, b));
  if constexpr (kKind == Binary::kMax) return hn::IfThenElse(hn::IsNaN(a), a, hn::Max(a, b));
}

template <Binary kKind>
void both(const float* a, const float* b, float* y, size_t count) {
  zip(a, b, y, count, [](V u, V v) { return combine<kKind>(u, v); });
}

template <Binary kKind>
void left_scalar(const float* a, const float* b, float* y, size_t count) {
  const V u = hn::Set(D(), a[0]);
  map(b, y, count, [u](V v) { return combine<kKind>(u, v); });
}

template <Binary kKind>
void right_scalar(const float* a, const float* b, float* y, size_t count) {
  const V v = hn::Set(D(), b[0]);
  map(a, y, count, [v](V u) { return combine<kKind>(u, v); });
}

template <int... kKinds>
void fill_unary(PointwiseTable& table, std::integer_sequence<int, kKinds...>) {
  ((table.unary[kKinds] = unary<static_cast<Unary>(kKinds)>), ...);
}

template <int... kKinds>
void fill_binary(PointwiseTable& table, std::integer_sequence<int, kKinds...>) {
  ((table.both[kKinds] = both<static_cast<Binary>(kKinds)>), ...);
  ((table.left_scalar[kKinds] = left_scalar<static_cast<Binary>(kKinds)>), ...);
  ((table.right_scalar[kKinds] = right_scalar<static_cast<Binary>(kKinds)>), ...);
}

PointwiseTable make_table() {
  PointwiseTable table{};
  fill_unary(table, std::make_integer_sequence<int, kUnaryCount>());
  fill_binary(table, std::make_integer_sequence<int, kBinaryCount>());
  return table;
}

}  // namespace

PointwiseTable pointwise() { return make_table(); }

}  // namespace mortise::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mortise::cpu {

HWY_EXPORT(pointwise);

const PointwiseTable& pointwise_table() {
  static const PointwiseTable table = HWY_DYNAMIC_DISPATCH(pointwise)();
  return table;
}

}  // namespace mortise::cpu
#endif
