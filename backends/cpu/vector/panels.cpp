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

using D = PanelTag;
using V = PanelVector;
constexpr auto kLanes = static_cast<int>(kPanelLanes);
constexpr int kVectors = kPanelVectors;  // of a panel's row

// As many sums as registers hold beside a row of panels and a factor.
constexpr int kSums = HWY_TARGET <= HWY_AVX3 ? 24 : 12;
// Where registers are that many, two panels share a factor.
constexpr int kPanelsAtOnce = kVectors == 1 ? 2 : 1;

/// Several sums per element where they are few, so that one addition need not wait for the last.
template <int kRows, int kColumns>
constexpr int kChains = std::max(1, 8 / (kRows * kColumns));

constexpr int kUnrolled = kPanel / 2;  // steps of depth

/// A part of a product that registers hold: `kRows` rows by `kPanels` panels from number `first` on.
template <int kRows, int kPanels>
class Tile {
 public:
  Tile(const PanelProduct& product, int64_t row, int64_t first) : p_(product) {
    for (int t = 0; t < kTriples; ++t) a_[t] = p_.a + (row + 3 * t) * p_.stride;
    panel_ = p_.panel + first * p_.panel_stride;
    sums_ = p_.sums + row * kPairColumns + first * kPanel;
    if (p_.start != nullptr) start_ = p_.start + first * kPanel;
  }

  void run() {
    V acc[kCopies][kRows][kColumns];
    begin(acc);
    const float* ahead = p_.ahead;
    int64_t k = 0;
    for (; k + kPanel <= p_.depth; k += kPanel) {
      for (int64_t line = 0; line < 2 * p_.ahead_lines; ++line, ahead += kPanel)
        __builtin_prefetch(ahead, 0, 2);
      advance(acc);
      advance(acc);
    }
    for (int u = 0; k < p_.depth; ++k, ++u) add(acc[0], u);
    end(acc);
  }

 private:
  static constexpr int kColumns = kPanels * kVectors, kCopies = kChains<kRows, kColumns>;
  // An address has a base and once or twice a stride: three rows share a pointer, and all fit into registers.
  static constexpr int kTriples = (kRows + 2) / 3;

  HWY_INLINE void begin(V (&acc)[kCopies][kRows][kColumns]) {
    const D d;
    HWY_UNROLL(16)
    for (int r = 0; r < kRows; ++r) {
      HWY_UNROLL(8)
      for (int v = 0; v < kColumns; ++v) {
        acc[0][r][v] = hn::LoadU(
            d, start_ != nullptr ? start_ + v * kLanes : sums_ + r * kPairColumns + v * kLanes);
        HWY_UNROLL(8)
        for (int c = 1; c < kCopies; ++c) acc[c][r][v] = hn::Zero(d);
      }
    }
  }

  /// Half of sixteen steps of depth.
  HWY_INLINE void advance(V (&acc)[kCopies][kRows][kColumns]) {
    HWY_UNROLL(8)
    for (int u = 0; u < kUnrolled; ++u) add(acc[u % kCopies], u);
    HWY_UNROLL(4)
    for (int t = 0; t < kTriples; ++t) a_[t] += kUnrolled;
    panel_ += kUnrolled * kPanel;
  }

  HWY_INLINE void add(V (&acc)[kRows][kColumns], int u) {
    const D d;
    V b[kColumns];
    HWY_UNROLL(8)
    for (int v = 0; v < kColumns; ++v)
      b[v] = hn::LoadU(
          d, panel_ + v / kVectors * p_.panel_stride + u * kPanel + v % kVectors * kLanes);
    HWY_UNROLL(16)
    for (int r = 0; r < kRows; ++r) {
      const V factor = hn::Set(d, a_[r / 3][r % 3 * p_.stride + u]);
      HWY_UNROLL(8)
      for (int v = 0; v < kColumns; ++v) acc[r][v] = hn::MulAdd(factor, b[v], acc[r][v]);
    }
  }

  HWY_INLINE void end(V (&acc)[kCopies][kRows][kColumns]) {
    const D d;
    HWY_UNROLL(16)
    for (int r = 0; r < kRows; ++r) {
      HWY_UNROLL(8)
      for (int v = 0; v < kColumns; ++v) {
        V sum = acc[0][r][v];
        HWY_UNROLL(8)
        for (int c = 1; c < kCopies; ++c) sum = hn::Add(sum, acc[c][r][v]);
        hn::StoreU(sum, d, sums_ + r * kPairColumns + v * kLanes);
      }
    }
  }

  const PanelProduct& p_;
  const float* a_[kTriples];
  const float* panel_;
  const float* start_ = nullptr;
  float* sums_;
};

/// `rows` at most kRows rows from `row` on.
template <int kRows, int kPanels>
void multiply_rows(const PanelProduct& product, int64_t row, int64_t rows, int64_t first) {
  if (rows == kRows) return Tile<kRows, kPanels>(product, row, first).run();
  if constexpr (kRows > 1) multiply_rows<kRows - 1, kPanels>(product, row, rows, first);
}

template <int kPanels>
void multiply_panels(const PanelProduct& product, int64_t first) {
  constexpr int kMost = std::clamp(kSums / (kPanels * kVectors), 1, static_cast<int>(kPanelRows));
  const int64_t tiles = (product.rows + kMost - 1) / kMost;
  for (int64_t t = 0; t < tiles; ++t) {  // as even as can be
    const int64_t row = t * product.rows / tiles;
    multiply_rows<kMost, kPanels>(product, row, (t + 1) * product.rows / tiles - row, first);
  }
}

void multiply(const PanelProduct& product) {
  const bool two = product.panel_stride != 0;
  // Of one row, the sums are few enough for a panel alone to keep the units busy, and it is read in order.
  if (two && kPanelsAtOnce == 2 && product.rows > 1)
    return multiply_panels<kPanelsAtOnce>(product, 0);
  multiply_panels<1>(product, 0);
  if (two) multiply_panels<1>(product, 1);
}

}  // namespace

PanelFunction panel_function() { return &multiply; }

}  // namespace mortise::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mortise::cpu {

HWY_EXPORT(panel_function);

PanelFunction multiply_panels() {
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

void restore_panel(const float* panel, const MatrixView& matrix, int64_t index, float* data) {
  const int64_t column = index * kPanel, columns = std::min(kPanel, matrix.columns - column);
  float* to = data + column * matrix.column_stride;
  for (int64_t k = 0; k < matrix.depth; ++k, to += matrix.depth_stride, panel += kPanel) {
    for (int64_t c = 0; c < columns; ++c) to[c * matrix.column_stride] = panel[c];
  }
}

}  // namespace mortise::cpu
#endif
