#include "backends/cpu/matrix/parts.hpp"

#include <immintrin.h>

#include <algorithm>

#include <hwy/highway.h>

// Everything below runs only where matrix::available().
HWY_PUSH_ATTRIBUTES("avx512f,avx512bw,avx512vl,avx512dq,avx512bf16")

namespace mortise::cpu::matrix {
namespace {

constexpr int kLanes = 16;

struct Split {
  __m512i high, mid, low;  // 32 parts each
  __mmask16 special;
};

__m512 widen(__m256i parts) {
  return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(parts), 16));
}
__m512 first_half(__m512i parts) { return widen(_mm512_castsi512_si256(parts)); }
__m512 second_half(__m512i parts) { return widen(_mm512_extracti64x4_epi64(parts, 1)); }

__m512i round_to_parts(__m512 first, __m512 second) {
  return (__m512i)_mm512_cvtne2ps_pbh(second, first);
}

// Infinite or NaN, or rounded to infinity.
__mmask16 find_special(__m512 first, __m512 second, __m512i high) {
  const __m512i exponent = _mm512_set1_epi16(0x7f80);
  const __mmask32 infinite = _mm512_cmpeq_epi16_mask(_mm512_and_si512(high, exponent), exponent);
  (void)first;
  (void)second;
  return static_cast<__mmask16>(infinite | infinite >> 16);
}

// The parts of special values: what is finite is cut off, not rounded; else only `high` counts.
void split_special(__m512 x, __m512& high, __m512& rest) {
  const __mmask16 infinite = _mm512_fpclass_ps_mask(x, 0x08 | 0x10);
  const __mmask16 nan = _mm512_fpclass_ps_mask(x, 0x01 | 0x80);
  const __m512i cut = _mm512_and_si512(_mm512_castps_si512(x), _mm512_set1_epi32(INT32_C(-65536)));
  // a NaN whose marks are all in the lower half must not become an infinity
  high = _mm512_castsi512_ps(_mm512_mask_or_epi32(cut, nan, cut, _mm512_set1_epi32(0x00400000)));
  rest = _mm512_maskz_sub_ps(static_cast<__mmask16>(~(infinite | nan)), x, high);
}

__m512i cut_to_parts(__m512 first, __m512 second) {
  const __m256i a = _mm512_cvtepi32_epi16(_mm512_srli_epi32(_mm512_castps_si512(first), 16));
  const __m256i b = _mm512_cvtepi32_epi16(_mm512_srli_epi32(_mm512_castps_si512(second), 16));
  return _mm512_inserti64x4(_mm512_castsi256_si512(a), b, 1);
}

Split split(__m512 first, __m512 second) {
  Split s;
  s.high = round_to_parts(first, second);
  s.special = find_special(first, second, s.high);
  __m512 rest_first, rest_second;
  if (s.special != 0) {
    __m512 high_first, high_second;
    split_special(first, high_first, rest_first);
    split_special(second, high_second, rest_second);
    s.high = cut_to_parts(high_first, high_second);
  } else {
    rest_first = _mm512_sub_ps(first, first_half(s.high));
    rest_second = _mm512_sub_ps(second, second_half(s.high));
  }
  s.mid = round_to_parts(rest_first, rest_second);
  s.low = round_to_parts(_mm512_sub_ps(rest_first, first_half(s.mid)),
                         _mm512_sub_ps(rest_second, second_half(s.mid)));
  return s;
}

void store(const Split& s, int64_t stride, Part* parts) {
  _mm512_store_si512(parts, s.high);
  _mm512_store_si512(parts + stride, s.mid);
  _mm512_store_si512(parts + 2 * stride, s.low);
}

__mmask16 lanes(int64_t count) {
  return static_cast<__mmask16>(count >= kLanes ? 0xffff : count <= 0 ? 0 : (1 << count) - 1);
}

}  // namespace

bool split_row(const float* x, int64_t count, PartStrides strides, Part* parts) {
  __mmask16 special = 0;
  for (int64_t k = 0; k < count; k += kDepth, parts += strides.step) {
    const __m512 first = _mm512_maskz_loadu_ps(lanes(count - k), x + k);
    const __m512 second = _mm512_maskz_loadu_ps(lanes(count - k - kLanes), x + k + kLanes);
    const Split s = split(first, second);
    store(s, strides.part, parts);
    special |= s.special;
  }
  return special != 0;
}

bool split_pixels(const float* x, int64_t plane, int64_t channels, int64_t pixels, int64_t step,
                  PartStrides strides, Part* parts) {
  __mmask16 special = 0;
  for (int64_t c = 0; c < channels; c += kDepth, x += 2 * plane, parts += strides.step) {
    const bool two = c + kLanes < channels;
    for (int64_t p = 0; p < pixels; ++p) {
      const float* at = x + p * step * kLanes;
      const __m512 first = _mm512_loadu_ps(at);
      const __m512 second = two ? _mm512_loadu_ps(at + plane) : _mm512_setzero_ps();
      const Split s = split(first, second);
      store(s, strides.part, parts + p * kDepth);
      special |= s.special;
    }
  }
  return special != 0;
}

namespace {

/// 0, 16, 1, 17, …: two rows of sixteen become sixteen pairs.
__m512i pairing() {
  alignas(64) uint16_t index[2 * kLanes];
  for (uint16_t i = 0; i < kLanes; ++i) {
    index[2 * i] = i;
    index[2 * i + 1] = static_cast<uint16_t>(kLanes + i);
  }
  return _mm512_load_si512(index);
}

}  // namespace

bool split_panel(const float* panel, int64_t depth, int64_t first, int64_t steps, Part* parts) {
  const __m512i pairs = pairing();
  const auto row = [&](int64_t k) {
    return k < depth ? _mm512_loadu_ps(panel + k * kTile) : _mm512_setzero_ps();
  };
  __mmask16 special = 0;
  for (int64_t k = first * kDepth; k < (first + steps) * kDepth; k += 2) {
    const Split s = split(row(k), row(k + 1));
    Part* to = parts + (k / kDepth - first) * kStepParts * kTile + k % kDepth / 2 * kDepth;
    _mm512_store_si512(to, _mm512_permutexvar_epi16(pairs, s.high));
    _mm512_store_si512(to + kTile * kDepth, _mm512_permutexvar_epi16(pairs, s.mid));
    _mm512_store_si512(to + 2 * kTile * kDepth, _mm512_permutexvar_epi16(pairs, s.low));
    special |= s.special;
  }
  return special != 0;
}

}  // namespace mortise::cpu::matrix
HWY_POP_ATTRIBUTES
