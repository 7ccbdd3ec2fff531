// Sums of products with panels of weights (backends/cpu/vector/panels.hpp), for files that Highway compiles once per
// target.
//
// Per-target include guard, as Highway's own -inl.h files have it.
#if defined(MORTISE_CPU_PANELS_INL_) == defined(HWY_TARGET_TOGGLE)
#ifdef MORTISE_CPU_PANELS_INL_
#undef MORTISE_CPU_PANELS_INL_
#else
#define MORTISE_CPU_PANELS_INL_
#endif

#include <algorithm>

#include <hwy/highway.h>

#include "backends/cpu/vector/panels.hpp"

HWY_BEFORE_NAMESPACE();
namespace mortise::cpu::HWY_NAMESPACE {

using PanelTag = hwy::HWY_NAMESPACE::CappedTag<float, kPanel>;
using PanelVector = hwy::HWY_NAMESPACE::Vec<PanelTag>;
inline constexpr auto kPanelLanes = static_cast<int64_t>(hwy::HWY_NAMESPACE::MaxLanes(PanelTag()));
inline constexpr int kPanelVectors = static_cast<int>(kPanel / kPanelLanes);

/// sums[r][v] += the sum over k < depth of element(r, k) * the vth vector from panel[k * pitch] on.
template <int kRows, int kVectors, class Element>
HWY_INLINE void add_products(const Element& element, const float* panel, int64_t pitch,
                             int64_t depth, PanelVector (&sums)[kRows][kVectors]) {
  namespace hn = hwy::HWY_NAMESPACE;
  // Several sums per element, so that one addition need not wait for the last.
  constexpr int kChains = (7 + kRows * kVectors) / (kRows * kVectors);
  const PanelTag d;
  PanelVector acc[kChains][kRows][kVectors];
  HWY_UNROLL(16)
  for (int c = 0; c < kChains; ++c) {
    HWY_UNROLL(16)
    for (int r = 0; r < kRows; ++r) {
      HWY_UNROLL(16)
      for (int v = 0; v < kVectors; ++v) acc[c][r][v] = c == 0 ? sums[r][v] : hn::Zero(d);
    }
  }
  const auto add = [&](int c, int64_t k) HWY_ATTR {
    HWY_UNROLL(16)
    for (int v = 0; v < kVectors; ++v) {
      const PanelVector b = hn::LoadU(d, panel + k * pitch + v * kPanelLanes);
      HWY_UNROLL(16)
      for (int r = 0; r < kRows; ++r)
        acc[c][r][v] = hn::MulAdd(hn::Set(d, element(r, k)), b, acc[c][r][v]);
    }
  };
  int64_t k = 0;
  for (; k + kChains <= depth; k += kChains) {
    HWY_UNROLL(16)
    for (int c = 0; c < kChains; ++c) add(c, k + c);
  }
  for (; k < depth; ++k) add(0, k);
  HWY_UNROLL(16)
  for (int r = 0; r < kRows; ++r) {
    HWY_UNROLL(16)
    for (int v = 0; v < kVectors; ++v) {
      sums[r][v] = acc[0][r][v];
      HWY_UNROLL(16)
      for (int c = 1; c < kChains; ++c) sums[r][v] = hn::Add(sums[r][v], acc[c][r][v]);
    }
  }
}

}  // namespace mortise::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
