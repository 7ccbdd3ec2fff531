// Transcendental functions of vectors of floats, for files that Highway compiles once per target.
//
// Per-target include guard, as Highway's own -inl.h files have it.
#if defined(MORTISE_CPU_MATH_INL_) == defined(HWY_TARGET_TOGGLE)
#ifdef MORTISE_CPU_MATH_INL_
#undef MORTISE_CPU_MATH_INL_
#else
#define MORTISE_CPU_MATH_INL_
#endif

#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace mortise::cpu::HWY_NAMESPACE {

constexpr float kLeastExponent = -87.3f, kLargestExponent = 88.72283f;

/// Exponentials that float32 has as normal numbers: kLeastExponent <= x <= kLargestExponent. Error below 2 units in the last
/// place. The polynomial is that of expf in Moshier's Cephes library.
template <class D, class V>
HWY_INLINE V exp_normal(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  // x = n ln 2 + r: adding 1.5 * 2^23 rounds n to a whole number, which is then in the low bits.
  const V shift = hn::Set(d, 12582912.0f);
  const V shifted = hn::MulAdd(x, hn::Set(d, 1.44269504f), shift);
  const V n = hn::Sub(shifted, shift);
  V r = hn::NegMulAdd(n, hn::Set(d, 0.693359375f), x);  // ln 2 in two parts
  r = hn::NegMulAdd(n, hn::Set(d, -2.12194440e-4f), r);
  V p = hn::Set(d, 1.9875691500e-4f);
  p = hn::MulAdd(p, r, hn::Set(d, 1.3981999507e-3f));
  p = hn::MulAdd(p, r, hn::Set(d, 8.3334519073e-3f));
  p = hn::MulAdd(p, r, hn::Set(d, 4.1665795894e-2f));
  p = hn::MulAdd(p, r, hn::Set(d, 1.6666665459e-1f));
  p = hn::MulAdd(p, r, hn::Set(d, 5.0000001201e-1f));
  const V y = hn::MulAdd(hn::Mul(r, r), p, hn::Add(r, hn::Set(d, 1.0f)));
  const hn::RebindToSigned<D> di;
  return hn::BitCast(d, hn::Add(hn::BitCast(di, y), hn::ShiftLeft<23>(hn::BitCast(di, shifted))));
}

/// Exponentials of what is not above kLargestExponent; 0 below kLeastExponent, where float32 has hardly a normal number.
template <class D, class V>
HWY_INLINE V exp_bounded(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  const V least = hn::Set(d, kLeastExponent);
  const V y = hn::IfThenZeroElse(hn::Lt(x, least), exp_normal(d, hn::Max(x, least)));
  return hn::IfThenElse(hn::IsNaN(x), x, y);
}

template <class D, class V>
HWY_INLINE V exp(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  const V largest = hn::Set(d, kLargestExponent);
  const V y = exp_bounded(d, hn::IfThenElse(hn::Gt(x, largest), largest, x));
  return hn::IfThenElse(hn::Gt(x, largest), hn::Inf(d), y);
}

template <class D, class V>
HWY_INLINE V log(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  const V zero = hn::Zero(d);
  V y = hn::Log(d, x);
  y = hn::IfThenElse(hn::Eq(x, hn::Inf(d)), x, y);
  y = hn::IfThenElse(hn::Eq(x, zero), hn::Neg(hn::Inf(d)), y);
  return hn::IfThenElse(hn::Ge(x, zero), y, hn::NaN(d));
}

/// 1 + exp(-x), of an x that is clamped where float32 has no more of 1 / that than 0 or 1; not of a NaN.
template <class D, class V>
HWY_INLINE V one_and_exp(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  const V bounded = hn::Min(hn::Set(d, 87.0f), hn::Max(hn::Set(d, -87.0f), hn::Neg(x)));
  return hn::Add(hn::Set(d, 1.0f), exp_normal(d, bounded));
}

/// 1 / (1 + exp(-x)).
template <class D, class V>
HWY_INLINE V sigmoid(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  const V y = hn::Div(hn::Set(d, 1.0f), one_and_exp(d, x));
  return hn::IfThenElse(hn::IsNaN(x), x, y);
}

/// The rational approximation that Eigen and XLA use, made to saturate at 1: error below 6 units in the last place.
template <class D, class V>
HWY_INLINE V tanh(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  const V one = hn::Set(d, 1.0f);
  const V z = hn::Min(hn::Set(d, 9.0f), hn::Max(hn::Set(d, -9.0f), x));
  const V s = hn::Mul(z, z);
  V p = hn::Set(d, -2.76076847742355e-16f);
  p = hn::MulAdd(p, s, hn::Set(d, 2.00018790482477e-13f));
  p = hn::MulAdd(p, s, hn::Set(d, -8.60467152213735e-11f));
  p = hn::MulAdd(p, s, hn::Set(d, 5.12229709037114e-08f));
  p = hn::MulAdd(p, s, hn::Set(d, 1.48572235717979e-05f));
  p = hn::MulAdd(p, s, hn::Set(d, 6.37261928875436e-04f));
  p = hn::MulAdd(p, s, hn::Set(d, 4.89352455891786e-03f));
  V q = hn::Set(d, 1.19825839466702e-06f);
  q = hn::MulAdd(q, s, hn::Set(d, 1.18534705686654e-04f));
  q = hn::MulAdd(q, s, hn::Set(d, 2.26843463243900e-03f));
  q = hn::MulAdd(q, s, hn::Set(d, 4.89352518554385e-03f));
  const V y = hn::Div(hn::Mul(z, p), q);
  return hn::IfThenElse(hn::IsNaN(x), x, hn::Min(one, hn::Max(hn::Neg(one), y)));
}

/// The rational approximation that Eigen and XLA use: error below 3 units in the last place.
template <class D, class V>
HWY_INLINE V erf(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  const V z = hn::Min(hn::Set(d, 4.0f), hn::Max(hn::Set(d, -4.0f), x));
  const V s = hn::Mul(z, z);
  V p = hn::Set(d, -2.72614225801306e-10f);
  p = hn::MulAdd(p, s, hn::Set(d, 2.77068142495902e-08f));
  p = hn::MulAdd(p, s, hn::Set(d, -2.10102402082508e-06f));
  p = hn::MulAdd(p, s, hn::Set(d, -5.69250639462346e-05f));
  p = hn::MulAdd(p, s, hn::Set(d, -7.34990630326855e-04f));
  p = hn::MulAdd(p, s, hn::Set(d, -2.95459980854025e-03f));
  p = hn::MulAdd(p, s, hn::Set(d, -1.60960333262415e-02f));
  V q = hn::Set(d, -1.45660718464996e-05f);
  q = hn::MulAdd(q, s, hn::Set(d, -2.13374055278905e-04f));
  q = hn::MulAdd(q, s, hn::Set(d, -1.68282697438203e-03f));
  q = hn::MulAdd(q, s, hn::Set(d, -7.37332916720468e-03f));
  q = hn::MulAdd(q, s, hn::Set(d, -1.42647390514189e-02f));
  return hn::IfThenElse(hn::IsNaN(x), x, hn::Div(hn::Mul(z, p), q));
}

template <class D, class V>
HWY_INLINE V gelu(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  const V half = hn::Mul(x, hn::Set(d, 0.5f));
  return hn::MulAdd(half, erf(d, hn::Mul(x, hn::Set(d, 0.70710678f))), half);
}

template <class D, class V>
HWY_INLINE V gelu_tanh(D d, V x) {
  namespace hn = hwy::HWY_NAMESPACE;
  const V half = hn::Mul(x, hn::Set(d, 0.5f));
  const V cubic = hn::MulAdd(hn::Mul(hn::Mul(x, x), x), hn::Set(d, 0.044715f), x);
  return hn::MulAdd(half, tanh(d, hn::Mul(cubic, hn::Set(d, 0.7978845608f))), half);
}

}  // namespace mortise::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
