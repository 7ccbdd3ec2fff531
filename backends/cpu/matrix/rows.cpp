#include "backends/cpu/matrix/rows.hpp"

#include <immintrin.h>

#include <hwy/highway.h>

namespace mortise::cpu::matrix {

// Runs only where matrix::available().
HWY_PUSH_ATTRIBUTES("avx512f,avx512vl")
namespace {

__mmask16 lanes(int64_t count) {
  return static_cast<__mmask16>(count >= kTile ? 0xffff : count <= 0 ? 0 : (1 << count) - 1);
}

void add_rows(const float* from, const Rows& rows, float* sums) {
  const __mmask16 first = lanes(rows.columns), second = lanes(rows.columns - kTile);
  for (int64_t r = 0; r < rows.count; ++r, sums += kBlock) {
    const int64_t at = rows.offsets[r];
    if (at < 0) continue;
    _mm512_store_ps(sums,
                    _mm512_add_ps(_mm512_load_ps(sums), _mm512_maskz_loadu_ps(first, from + at)));
    if (second == 0) continue;
    _mm512_store_ps(sums + kTile,
                    _mm512_add_ps(_mm512_load_ps(sums + kTile),
                                  _mm512_maskz_loadu_ps(second, from + at + rows.gap)));
  }
}

void store_rows(const float* sums, const Rows& rows, float* to) {
  const __mmask16 first = lanes(rows.columns), second = lanes(rows.columns - kTile);
  const __mmask16 whole = 0xffff;
  for (int64_t r = 0; r < rows.count; ++r, sums += kBlock) {
    const int64_t at = rows.offsets[r];
    if (at < 0) continue;
    _mm512_mask_storeu_ps(to + at, rows.padded ? whole : first, _mm512_maskz_loadu_ps(first, sums));
    if (second == 0) continue;
    _mm512_mask_storeu_ps(to + at + rows.gap, rows.padded ? whole : second,
                          _mm512_maskz_loadu_ps(second, sums + kTile));
  }
}

}  // namespace
HWY_POP_ATTRIBUTES

void Finish::operator()(float* sums, const Rows& rows, const float* residual, float* y) const {
  const auto size = static_cast<size_t>(rows.count * kBlock);
  for (size_t i = 0; i <= steps_.size(); ++i) {
    if (residual_position_ == i) add_rows(residual, rows, sums);
    if (i < steps_.size())
      table_.unary[static_cast<size_t>(steps_[i].kind)](steps_[i], sums, sums, size);
  }
  store_rows(sums, rows, y);
}

}  // namespace mortise::cpu::matrix
