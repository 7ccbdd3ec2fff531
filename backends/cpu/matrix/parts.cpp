#include "backends/cpu/matrix/parts.hpp"

#include <immintrin.h>

#include <algorithm>

#include <hwy/highway.h>

// Everything below runs only where matrix::available().
HWY_PUSH_ATTRIBUTES("avx512f,avx512bw,avx512vl,avx512dq")

namespace mortise::cpu::matrix {
namespace {

constexpr int kLanes = 16;

constexpr uint32_t kUpperHalf = 0xffff0000u;
// From here on, rounding to a bfloat16 gives an infinity.
constexpr uint32_t kSpecial = 0x7f7f8000u;

/// Sixteen floats as three others, each of which is a bfloat16: its upper half.
struct Split {
  __m512i high, mid, low;
};

__m512i upper(__m512i bits) {
  return _mm512_and_si512(bits, _mm512_set1_epi32(static_cast<int32_t>(kUpperHalf)));
}

/// To the nearest, half away from zero.
__m512i round(__m512 x) {
  return upper(_mm512_add_epi32(_mm512_castps_si512(x), _mm512_set1_epi32(0x8000)));
}

__m512 subtract(__m512 x, __m512i part) { return _mm512_sub_ps(x, _mm512_castsi512_ps(part)); }

/// What is infinite or NaN is all in `high`; what would be rounded to infinity is cut off.
Split split_special(__m512 x) {
  const __mmask16 infinite = _mm512_fpclass_ps_mask(x, 0x08 | 0x10);
  const __mmask16 nan = _mm512_fpclass_ps_mask(x, 0x01 | 0x80);
  const __m512i bits = _mm512_castps_si512(x);
  Split s;
  // a NaN whose marks are all in the lower half must not become an infinity
  s.high = upper(_mm512_mask_or_epi32(bits, nan, bits, _mm512_set1_epi32(0x00400000)));
  const auto finite = static_cast<__mmask16>(~(infinite | nan));
  const __m512 rest = _mm512_maskz_mov_ps(finite, subtract(x, s.high));
  s.mid = round(rest);
  s.low = _mm512_castps_si512(subtract(rest, s.mid));
  return s;
}

template <bool kMaySpecial>
Split split(__m512 x) {
  if constexpr (kMaySpecial) return split_special(x);
  Split s;
  s.high = round(x);
  const __m512 rest = subtract(x, s.high);
  s.mid = round(rest);
  s.low = _mm512_castps_si512(subtract(rest, s.mid));
  return s;
}

/// The largest magnitude of what it was given, as an integer: order is the same.
class Largest {
 public:
  Largest() : largest_(_mm512_setzero_si512()) {}
  void add(__m512 x) {
    largest_ = _mm512_max_epu32(largest_, _mm512_castps_si512(_mm512_abs_ps(x)));
  }
  bool special() const {
    return _mm512_cmpge_epu32_mask(largest_, _mm512_set1_epi32(kSpecial)) != 0;
  }

 private:
  __m512i largest_;
};

__mmask16 lanes(int64_t count) {
  return static_cast<__mmask16>(count >= kLanes ? 0xffff : count <= 0 ? 0 : (1 << count) - 1);
}

/// Thirty-two parts of one row: the upper halves of `first`, then those of `second`.
class InRow {
 public:
  InRow() {
    alignas(64) uint16_t index[2 * kLanes];
    for (uint16_t i = 0; i < 2 * kLanes; ++i) index[i] = static_cast<uint16_t>(2 * i + 1);
    upper_halves_ = _mm512_load_si512(index);
  }
  void store(const Split& first, const Split& second, int64_t stride, Part* parts) const {
    _mm512_store_si512(parts, join(first.high, second.high));
    _mm512_store_si512(parts + stride, join(first.mid, second.mid));
    _mm512_store_si512(parts + 2 * stride, join(first.low, second.low));
  }

 private:
  __m512i join(__m512i first, __m512i second) const {
    return _mm512_permutex2var_epi16(first, upper_halves_, second);
  }
  __m512i upper_halves_;
};

template <bool kMaySpecial>
bool split_row_as(const float* x, int64_t count, PartStrides strides, Part* parts) {
  const InRow in_row;
  Largest largest;
  for (int64_t k = 0; k < count; k += kDepth, parts += strides.step) {
    const __m512 first = _mm512_maskz_loadu_ps(lanes(count - k), x + k);
    const __m512 second = _mm512_maskz_loadu_ps(lanes(count - k - kLanes), x + k + kLanes);
    in_row.store(split<kMaySpecial>(first), split<kMaySpecial>(second), strides.part, parts);
    largest.add(first);
    largest.add(second);
  }
  return largest.special();
}

template <bool kMaySpecial>
bool split_pixels_as(const float* x, int64_t plane, int64_t channels, int64_t pixels, int64_t step,
                     PartStrides strides, Part* parts) {
  const InRow in_row;
  Largest largest;
  for (int64_t c = 0; c < channels; c += kDepth, x += 2 * plane, parts += strides.step) {
    const bool two = c + kLanes < channels;
    for (int64_t p = 0; p < pixels; ++p) {
      const float* at = x + p * step * kLanes;
      const __m512 first = _mm512_loadu_ps(at);
      const __m512 second = two ? _mm512_loadu_ps(at + plane) : _mm512_setzero_ps();
      in_row.store(split<kMaySpecial>(first), split<kMaySpecial>(second), strides.part,
                   parts + p * kDepth);
      largest.add(first);
      largest.add(second);
    }
  }
  return largest.special();
}

/// Sixteen pairs of parts, of neighbouring rows of a panel.
__m512i pair(__m512i first, __m512i second) {
  return _mm512_or_si512(_mm512_srli_epi32(first, 16), upper(second));
}

template <bool kMaySpecial>
bool split_panel_as(const float* panel, int64_t depth, int64_t first, int64_t steps, Part* parts) {
  Largest largest;
  const auto row = [&](int64_t k) {
    return k < depth ? _mm512_loadu_ps(panel + k * kTile) : _mm512_setzero_ps();
  };
  for (int64_t k = first * kDepth; k < (first + steps) * kDepth; k += 2) {
    const __m512 x = row(k), y = row(k + 1);
    const Split a = split<kMaySpecial>(x), b = split<kMaySpecial>(y);
    Part* to = parts + (k / kDepth - first) * kStepParts * kTile + k % kDepth / 2 * kDepth;
    _mm512_store_si512(to, pair(a.high, b.high));
    _mm512_store_si512(to + kTile * kDepth, pair(a.mid, b.mid));
    _mm512_store_si512(to + 2 * kTile * kDepth, pair(a.low, b.low));
    largest.add(x);
    largest.add(y);
  }
  return largest.special();
}

}  // namespace

// What has special values is split once more, with care.

bool split_row(const float* x, int64_t count, PartStrides strides, Part* parts) {
  return split_row_as<false>(x, count, strides, parts) &&
         split_row_as<true>(x, count, strides, parts);
}

bool split_pixels(const float* x, int64_t plane, int64_t channels, int64_t pixels, int64_t step,
                  PartStrides strides, Part* parts) {
  return split_pixels_as<false>(x, plane, channels, pixels, step, strides, parts) &&
         split_pixels_as<true>(x, plane, channels, pixels, step, strides, parts);
}

bool split_panel(const float* panel, int64_t depth, int64_t first, int64_t steps, Part* parts) {
  return split_panel_as<false>(panel, depth, first, steps, parts) &&
         split_panel_as<true>(panel, depth, first, steps, parts);
}

}  // namespace mortise::cpu::matrix
HWY_POP_ATTRIBUTES
