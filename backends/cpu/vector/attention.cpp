#include "backends/cpu/vector/attention.hpp"

#include <algorithm>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backends/cpu/vector/attention.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway wants it.
#include <hwy/highway.h>

#include "backends/cpu/vector/math-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace mortise::cpu::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using D = hn::ScalableTag<float>;
using V = hn::Vec<D>;
constexpr auto kLanes = static_cast<int64_t>(hn::MaxLanes(D()));
// Rows at once: as many sums as registers hold beside the factors.
constexpr int kRows = HWY_TARGET <= HWY_AVX3 ? 8 : 4;

// The loops over sums are unrolled by force: GCC keeps the sums in memory otherwise.
template <int kVectors, int kCount>
void multiply_rows(const float* a, int64_t row_stride, int64_t inner_stride, int64_t inner,
                   const float* b, const float* factor, float* c) {
  const D d;
  constexpr int64_t kWidth = kVectors * kLanes;
  V sums[kCount][kVectors];
  HWY_UNROLL(16)
  for (int r = 0; r < kCount; ++r) {
    HWY_UNROLL(2)
    for (int v = 0; v < kVectors; ++v) {
      sums[r][v] = factor == nullptr ? hn::Zero(d)
                                     : hn::Mul(hn::LoadU(d, c + r * kWidth + v * kLanes),
                                               hn::LoadU(d, factor + v * kLanes));
    }
  }
  for (int64_t k = 0; k < inner; ++k, a += inner_stride, b += kWidth) {
    V column[kVectors];
    HWY_UNROLL(2)
    for (int v = 0; v < kVectors; ++v) column[v] = hn::LoadU(d, b + v * kLanes);
    HWY_UNROLL(16)
    for (int r = 0; r < kCount; ++r) {
      const V left = hn::Set(d, a[r * row_stride]);
      HWY_UNROLL(2)
      for (int v = 0; v < kVectors; ++v) sums[r][v] = hn::MulAdd(left, column[v], sums[r][v]);
    }
  }
  HWY_UNROLL(16)
  for (int r = 0; r < kCount; ++r) {
    HWY_UNROLL(2)
    for (int v = 0; v < kVectors; ++v) hn::StoreU(sums[r][v], d, c + r * kWidth + v * kLanes);
  }
}

template <int kVectors>
void multiply(const float* a, int64_t row_stride, int64_t inner_stride, int64_t rows, int64_t inner,
              const float* b, const float* factor, float* c) {
  const auto take = [&](auto count) {
    constexpr int kCount = decltype(count)::value;
    for (; rows >= kCount; rows -= kCount) {
      multiply_rows<kVectors, kCount>(a, row_stride, inner_stride, inner, b, factor, c);
      a += kCount * row_stride;
      c += kCount * kVectors * kLanes;
    }
  };
  take(std::integral_constant<int, kRows>());
  take(std::integral_constant<int, 4>());
  take(std::integral_constant<int, 2>());
  take(std::integral_constant<int, 1>());
}

/// A NaN may get lost in the peak, but not in the weights: NaN less anything is NaN.
template <int kVectors>
void weigh(float* scores, int64_t keys, float* peak, float* sum, float* factor) {
  const D d;
  constexpr int64_t kWidth = kVectors * kLanes;
  for (int v = 0; v < kVectors; ++v) {
    float* s = scores + v * kLanes;
    const V before = hn::LoadU(d, peak + v * kLanes);
    V even = before, odd = before;
    int64_t k = 0;
    for (; k + 2 <= keys; k += 2) {
      even = hn::Max(even, hn::LoadU(d, s + k * kWidth));
      odd = hn::Max(odd, hn::LoadU(d, s + (k + 1) * kWidth));
    }
    if (k < keys) even = hn::Max(even, hn::LoadU(d, s + k * kWidth));
    const V now = hn::Max(even, odd);
    // Where all so far is minus infinity, weights are zero, and so is the sum that the caller divides by in the end.
    const V shift = hn::IfThenZeroElse(hn::Eq(now, hn::Neg(hn::Inf(d))), now);
    const V rescale = exp_bounded(d, hn::Sub(before, shift));
    V total = hn::Mul(hn::LoadU(d, sum + v * kLanes), rescale);
    for (k = 0; k < keys; ++k) {
      const V weight = exp_bounded(d, hn::Sub(hn::LoadU(d, s + k * kWidth), shift));
      hn::StoreU(weight, d, s + k * kWidth);
      total = hn::Add(total, weight);
    }
    hn::StoreU(now, d, peak + v * kLanes);
    hn::StoreU(rescale, d, factor + v * kLanes);
    hn::StoreU(total, d, sum + v * kLanes);
  }
}

#if HWY_TARGET != HWY_SCALAR
using D4 = hn::FixedTag<float, 4>;
using V4 = hn::Vec<D4>;

/// Four rows become four columns.
HWY_INLINE void transpose(D4 d, V4& a, V4& b, V4& c, V4& e) {
  const hn::RepartitionToWide<D4> wide;
  const auto low_ab = hn::BitCast(wide, hn::InterleaveLower(d, a, b));
  const auto low_ce = hn::BitCast(wide, hn::InterleaveLower(d, c, e));
  const auto high_ab = hn::BitCast(wide, hn::InterleaveUpper(d, a, b));
  const auto high_ce = hn::BitCast(wide, hn::InterleaveUpper(d, c, e));
  a = hn::BitCast(d, hn::InterleaveLower(wide, low_ab, low_ce));
  b = hn::BitCast(d, hn::InterleaveUpper(wide, low_ab, low_ce));
  c = hn::BitCast(d, hn::InterleaveLower(wide, high_ab, high_ce));
  e = hn::BitCast(d, hn::InterleaveUpper(wide, high_ab, high_ce));
}

/// to[c * to_stride + r] = from[r * from_stride + c] * before[c] * after[r], for four rows and four columns.
HWY_INLINE void move_square(const float* from, int64_t from_stride, const float* before,
                            const float* after, int64_t to_stride, float* to) {
  const D4 d;
  const V4 first = hn::LoadU(d, before), second = hn::LoadU(d, after);
  V4 a = hn::Mul(hn::LoadU(d, from), first);
  V4 b = hn::Mul(hn::LoadU(d, from + from_stride), first);
  V4 c = hn::Mul(hn::LoadU(d, from + 2 * from_stride), first);
  V4 e = hn::Mul(hn::LoadU(d, from + 3 * from_stride), first);
  transpose(d, a, b, c, e);
  hn::StoreU(hn::Mul(a, second), d, to);
  hn::StoreU(hn::Mul(b, second), d, to + to_stride);
  hn::StoreU(hn::Mul(c, second), d, to + 2 * to_stride);
  hn::StoreU(hn::Mul(e, second), d, to + 3 * to_stride);
}
#else
HWY_INLINE void move_square(const float* from, int64_t from_stride, const float* before,
                            const float* after, int64_t to_stride, float* to) {
  for (int64_t r = 0; r < 4; ++r) {
    for (int64_t c = 0; c < 4; ++c)
      to[c * to_stride + r] = from[r * from_stride + c] * before[c] * after[r];
  }
}
#endif

constexpr float kOnes[] = {1, 1, 1, 1};

template <int kVectors>
void gather(const float* from, int64_t row_stride, int64_t column_stride, int64_t rows,
            int64_t columns, float scale, float* panel) {
  constexpr int64_t kWidth = kVectors * kLanes;
  const float scales[] = {scale, scale, scale, scale};
  const int64_t whole_rows = column_stride == 1 ? rows / 4 * 4 : 0, whole_columns = columns / 4 * 4;
  const auto take = [&](int64_t row, int64_t row_end, int64_t column) {
    for (int64_t c = column; c < columns; ++c) {
      for (int64_t r = row; r < row_end; ++r)
        panel[c * kWidth + r] = from[r * row_stride + c * column_stride] * scale;
    }
  };
  for (int64_t r = 0; r < whole_rows; r += 4) {
    for (int64_t c = 0; c < whole_columns; c += 4)
      move_square(from + r * row_stride + c, row_stride, scales, kOnes, kWidth,
                  panel + c * kWidth + r);
  }
  take(0, whole_rows, whole_columns);
  take(whole_rows, rows, 0);
  for (int64_t c = 0; c < columns; ++c)
    std::fill(panel + c * kWidth + rows, panel + (c + 1) * kWidth, 0.0f);
}

template <int kVectors>
void scatter(const float* panel, const float* sum, int64_t rows, int64_t columns,
             int64_t row_stride, int64_t column_stride, float* to) {
  constexpr int64_t kWidth = kVectors * kLanes;
  const int64_t whole_rows = column_stride == 1 ? rows / 4 * 4 : 0, whole_columns = columns / 4 * 4;
  const auto put = [&](int64_t row, int64_t row_end, int64_t column) {
    for (int64_t r = row; r < row_end; ++r) {
      const float factor = 1.0f / sum[r];
      for (int64_t c = column; c < columns; ++c)
        to[r * row_stride + c * column_stride] = panel[c * kWidth + r] * factor;
    }
  };
  for (int64_t r = 0; r < whole_rows; r += 4) {
    const float factors[] = {1.0f / sum[r], 1.0f / sum[r + 1], 1.0f / sum[r + 2],
                             1.0f / sum[r + 3]};
    for (int64_t c = 0; c < whole_columns; c += 4)
      move_square(panel + c * kWidth + r, kWidth, factors, kOnes, row_stride,
                  to + r * row_stride + c);
  }
  put(0, whole_rows, whole_columns);
  put(whole_rows, rows, 0);
}

template <int kVectors>
constexpr AttentionTable kTable = {kVectors* kLanes, multiply<kVectors>, weigh<kVectors>,
                                   gather<kVectors>, scatter<kVectors>};

}  // namespace

const AttentionTable* attention_for(int64_t queries) {
  return queries <= kLanes ? &kTable<1> : &kTable<2>;
}

}  // namespace mortise::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mortise::cpu {

HWY_EXPORT(attention_for);

const AttentionTable& attention_table(int64_t queries) {
  return *HWY_DYNAMIC_DISPATCH(attention_for)(queries);
}

}  // namespace mortise::cpu
#endif
