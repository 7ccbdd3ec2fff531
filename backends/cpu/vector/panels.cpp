#include "backends/cpu/vector/panels.hpp"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backends/cpu/vector/panels.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway wants it.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace mortise::cpu::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using D = hn::CappedTag<float, kPanel>;
using V = hn::Vec<D>;
constexpr int kVectors = static_cast<int>(kPanel) / static_cast<int>(hn::MaxLanes(D()));

/// Several sums per element, so that one addition need not wait for the last.
template <int kRows>
constexpr int kChains = std::max(1, 8 / (kRows * kVectors));

template <int kRows>
void multiply_rows(const float* a, int64_t stride, const float* panel, int64_t depth,
                   const float* start, float* sums, int64_t sums_stride) {
  const D d;
  constexpr auto lanes = static_cast<int64_t>(hn::MaxLanes(d));
  V acc[kChains<kRows>][kRows][kVectors];
  for (int c = 0; c < kChains<kRows>; ++c) {
    for (int r = 0; r < kRows; ++r) {
      for (int v = 0; v < kVectors; ++v)
        acc[c][r][v] = c == 0 ? hn::LoadU(d, start + v * lanes) : hn::Zero(d);
    }
  }
  const auto add = [&](int c, int64_t k) HWY_ATTR {
#pragma GCC unroll 16
    for (int v = 0; v < kVectors; ++v) {
      const V b = hn::LoadU(d, panel + k * kPanel + v * lanes);
#pragma GCC unroll 16
      for (int r = 0; r < kRows; ++r)
        acc[c][r][v] = hn::MulAdd(hn::Set(d, a[r * stride + k]), b, acc[c][r][v]);
    }
  };
  int64_t k = 0;
  for (; k + kChains<kRows> <= depth; k += kChains<kRows>) {
#pragma GCC unroll 16
    for (int c = 0; c < kChains<kRows>; ++c) add(c, k + c);
  }
  for (; k < depth; ++k) add(0, k);
  for (int r = 0; r < kRows; ++r) {
    for (int v = 0; v < kVectors; ++v) {
      V sum = acc[0][r][v];
      for (int c = 1; c < kChains<kRows>; ++c) sum = hn::Add(sum, acc[c][r][v]);
      hn::StoreU(sum, d, sums + r * sums_stride + v * lanes);
    }
  }
}

void multiply(const float* a, int64_t stride, int64_t rows, const float* panel, int64_t depth,
              const float* start, float* sums, int64_t sums_stride) {
  const auto run = [&](auto count) {
    multiply_rows<decltype(count)::value>(a, stride, panel, depth, start, sums, sums_stride);
  };
  switch (rows) {
    case 1: return run(std::integral_constant<int, 1>());
    case 2: return run(std::integral_constant<int, 2>());
    case 3: return run(std::integral_constant<int, 3>());
    case 4: return run(std::integral_constant<int, 4>());
    case 5: return run(std::integral_constant<int, 5>());
    case 6: return run(std::integral_constant<int, 6>());
    case 7: return run(std::integral_constant<int, 7>());
    default: return run(std::integral_constant<int, 8>());
  }
}

}  // namespace

PanelFunction panel_function() { return &multiply; }

}  // namespace mortise::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mortise::cpu {

HWY_EXPORT(panel_function);

PanelFunction multiply_panel() {
  static const PanelFunction function = HWY_DYNAMIC_DISPATCH(panel_function)();
  return function;
}

void copy_panel(const MatrixView& matrix, int64_t index, float* panel) {
  const int64_t column = index * kPanel, columns = std::min(kPanel, matrix.columns - column);
  const float* from = matrix.data + column * matrix.column_stride;
  for (int64_t k = 0; k < matrix.depth; ++k, from += matrix.depth_stride, panel += kPanel) {
    for (int64_t c = 0; c < columns; ++c) panel[c] = from[c * matrix.column_stride];
    std::fill(panel + columns, panel + kPanel, 0.0f);
  }
}

}  // namespace mortise::cpu
#endif
