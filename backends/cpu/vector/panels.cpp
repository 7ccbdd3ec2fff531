#include "backends/cpu/vector/panels.hpp"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backends/cpu/vector/panels.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway wants it.
#include <hwy/highway.h>

#include "backends/cpu/vector/panels-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace mortise::cpu::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

template <int kRows>
void multiply_rows(const float* a, int64_t stride, const float* panel, int64_t depth,
                   const float* start, float* sums, int64_t sums_stride) {
  const PanelTag d;
  PanelVector acc[kRows][kPanelVectors];
  HWY_UNROLL(16)
  for (int r = 0; r < kRows; ++r) {
    HWY_UNROLL(16)
    for (int v = 0; v < kPanelVectors; ++v) acc[r][v] = hn::LoadU(d, start + v * kPanelLanes);
  }
  const auto element = [&](int r, int64_t k) { return a[r * stride + k]; };
  add_products(element, panel, kPanel, depth, acc);
  HWY_UNROLL(16)
  for (int r = 0; r < kRows; ++r) {
    HWY_UNROLL(16)
    for (int v = 0; v < kPanelVectors; ++v)
      hn::StoreU(acc[r][v], d, sums + r * sums_stride + v * kPanelLanes);
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

void copy_panel(const MatrixView& matrix, int64_t index, float* panel, int64_t pitch) {
  const int64_t column = index * kPanel, columns = std::min(kPanel, matrix.columns - column);
  const float* from = matrix.data + column * matrix.column_stride;
  for (int64_t k = 0; k < matrix.depth; ++k, from += matrix.depth_stride, panel += pitch) {
    for (int64_t c = 0; c < columns; ++c) panel[c] = from[c * matrix.column_stride];
    std::fill(panel + columns, panel + kPanel, 0.0f);
  }
}

}  // namespace mortise::cpu
#endif
