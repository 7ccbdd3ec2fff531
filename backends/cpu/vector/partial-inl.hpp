// Loads and stores of less than a vector, for files that Highway compiles once per target.
//
// Where masked memory operations of the target may touch (SSE4, NEON) or demand to be aligned (SSE4) what the mask
// leaves out, the lanes go through a vector on the stack.
//
// Per-target include guard, as Highway's own -inl.h files have it.
#if defined(MORTISE_CPU_PARTIAL_INL_) == defined(HWY_TARGET_TOGGLE)
#ifdef MORTISE_CPU_PARTIAL_INL_
#undef MORTISE_CPU_PARTIAL_INL_
#else
#define MORTISE_CPU_PARTIAL_INL_
#endif

#include <algorithm>

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace mortise::cpu::HWY_NAMESPACE {

/// from[0] to from[count - 1], at most a vector of them, and zeros.
template <class D>
HWY_INLINE hwy::HWY_NAMESPACE::Vec<D> load_first(D d, const float* from, size_t count) {
  namespace hn = hwy::HWY_NAMESPACE;
#if HWY_MEM_OPS_MIGHT_FAULT
  HWY_ALIGN float lanes[hn::MaxLanes(d)] = {};
  std::copy_n(from, std::min(count, hn::Lanes(d)), lanes);
  return hn::Load(d, lanes);
#else
  return hn::MaskedLoad(hn::FirstN(d, std::min(count, hn::Lanes(d))), d, from);
#endif
}

/// The first count lanes of v, at most all of them, to to[0] and on.
template <class D>
HWY_INLINE void store_first(D d, hwy::HWY_NAMESPACE::Vec<D> v, float* to, size_t count) {
  namespace hn = hwy::HWY_NAMESPACE;
#if HWY_MEM_OPS_MIGHT_FAULT
  HWY_ALIGN float lanes[hn::MaxLanes(d)];
  hn::Store(v, d, lanes);
  std::copy_n(lanes, std::min(count, hn::Lanes(d)), to);
#else
  hn::BlendedStore(v, hn::FirstN(d, std::min(count, hn::Lanes(d))), d, to);
#endif
}

}  // namespace mortise::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
