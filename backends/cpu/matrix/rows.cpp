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

// y = max(sums + residual, floor), of which the residual may be absent (null) and the floor no number.
void store_rows(const float* sums, const Rows& rows, const float* residual, float floor,
                float* to) {
  const __mmask16 masks[2] = {lanes(rows.columns), lanes(rows.columns - kTile)};
  const __m512 least = _mm512_set1_ps(floor);
  const bool floored = floor == floor;
  for (int64_t r = 0; r < rows.count; ++r, sums += kBlock) {
    if (rows.offsets[r] < 0) continue;
    for (int64_t half = 0; half < 2 && masks[half] != 0; ++half) {
      const int64_t at = rows.offsets[r] + half * rows.gap;
      __m512 sum = _mm512_maskz_loadu_ps(masks[half], sums + half * kTile);
      if (residual != nullptr)
        sum = _mm512_add_ps(sum, _mm512_maskz_loadu_ps(masks[half], residual + at));
      // The second operand is what comes out where one is NaN.
      if (floored) sum = _mm512_maskz_max_ps(masks[half], least, sum);
      _mm512_mask_storeu_ps(to + at, rows.padded ? 0xffff : masks[half], sum);
    }
  }
}

}  // namespace
HWY_POP_ATTRIBUTES

Finish::Finish(std::vector<Step> steps, std::optional<size_t> residual_position)
    : steps_(std::move(steps)), residual_position_(residual_position) {
  if (steps_.empty() || steps_.back().kind != Unary::kRelu) return;
  if (residual_position_ == steps_.size()) return;
  steps_.pop_back();
  floor_ = 0;
}

void Finish::operator()(float* sums, const Rows& rows, const float* residual, float* y) const {
  const auto size = static_cast<size_t>(rows.count * kBlock);
  for (size_t i = 0; i < steps_.size(); ++i) {
    if (residual_position_ == i) add_rows(residual, rows, sums);
    table_.unary[static_cast<size_t>(steps_[i].kind)](steps_[i], sums, sums, size);
  }
  store_rows(sums, rows, residual_position_ == steps_.size() ? residual : nullptr, floor_, y);
}

}  // namespace mortise::cpu::matrix
