#include "backends/cpu/matrix/block.hpp"

#include <immintrin.h>

#include <hwy/highway.h>

// Everything below runs only where matrix::available().
HWY_PUSH_ATTRIBUTES("avx512f,avx512bw,avx512vl,avx512dq,amx-tile,amx-bf16")

namespace mortise::cpu::matrix {
namespace {

constexpr int64_t kTileParts = kTile * kDepth;          // of one part of a panel's step
constexpr int64_t kRowOfParts = kDepth * sizeof(Part);  // bytes, as the next
constexpr int64_t kRowBytes = kBlock * sizeof(float);

// Tiles 0 to 3 hold sums, 4 and 5 rows, 6 and 7 columns. Tile numbers are part of the instructions, hence macros.
#define LOAD_LEFT(part)                               \
  _tile_loadd(4, left0 + (part)*stride, kRowOfParts); \
  if constexpr (kTwoRows) _tile_loadd(5, left1 + (part)*stride, kRowOfParts)
#define LOAD_RIGHT(part)                                   \
  _tile_loadd(6, right0 + (part)*kTileParts, kRowOfParts); \
  if constexpr (kTwoColumns) _tile_loadd(7, right1 + (part)*kTileParts, kRowOfParts)
#define ADD_PRODUCTS()                                \
  _tile_dpbf16ps(0, 4, 6);                            \
  if constexpr (kTwoColumns) _tile_dpbf16ps(1, 4, 7); \
  if constexpr (kTwoRows) _tile_dpbf16ps(2, 5, 6);    \
  if constexpr (kTwoRows && kTwoColumns) _tile_dpbf16ps(3, 5, 7)

// One step of depth: the smallest products first; each changes one side only.
template <bool kTwoRows, bool kTwoColumns>
inline void add_step(const Part* left0, const Part* left1, int64_t stride, const Part* right0,
                     const Part* right1) {
  LOAD_LEFT(0);
  LOAD_RIGHT(2);
  ADD_PRODUCTS();
  LOAD_RIGHT(1);
  ADD_PRODUCTS();
  LOAD_LEFT(1);
  ADD_PRODUCTS();
  LOAD_RIGHT(0);
  ADD_PRODUCTS();
  LOAD_LEFT(2);
  ADD_PRODUCTS();
  LOAD_LEFT(0);
  ADD_PRODUCTS();
}

template <bool kTwoRows, bool kTwoColumns>
void load_sums(const float* from, int64_t stride) {
  const int64_t down = stride == 0 ? 0 : kTile * kBlock;
  _tile_loadd(0, from, stride);
  if constexpr (kTwoColumns) _tile_loadd(1, from + kTile, stride);
  if constexpr (kTwoRows) _tile_loadd(2, from + down, stride);
  if constexpr (kTwoRows && kTwoColumns) _tile_loadd(3, from + down + kTile, stride);
}

template <bool kTwoRows, bool kTwoColumns>
void store_sums(float* to) {
  _tile_stored(0, to, kRowBytes);
  if constexpr (kTwoColumns) _tile_stored(1, to + kTile, kRowBytes);
  if constexpr (kTwoRows) _tile_stored(2, to + kTile * kBlock, kRowBytes);
  if constexpr (kTwoRows && kTwoColumns) _tile_stored(3, to + kTile * kBlock + kTile, kRowBytes);
}

template <bool kTwoRows, bool kTwoColumns>
void multiply_tiles(const Factors& f, const float* start, float* sums) {
  // A stride of zero reads the same row sixteen times.
  load_sums<kTwoRows, kTwoColumns>(start != nullptr ? start : sums,
                                   start != nullptr ? 0 : kRowBytes);
  const Part* right0 = f.right[0];
  const Part* right1 = f.right[1];
  const float* ahead = f.ahead;
  for (int64_t s = 0; s < f.steps; ++s) {
    for (int64_t line = 0; line < f.ahead_lines; ++line, ahead += kTile)
      _mm_prefetch(ahead, _MM_HINT_T0);
    add_step<kTwoRows, kTwoColumns>(f.left[0] + f.offsets[s],
                                    kTwoRows ? f.left[1] + f.offsets[s] : nullptr, f.part_stride,
                                    right0, right1);
    right0 += kParts * kTileParts;
    if constexpr (kTwoColumns) right1 += kParts * kTileParts;
  }
  store_sums<kTwoRows, kTwoColumns>(sums);
}

float widen(Part part) {
  const uint32_t bits = static_cast<uint32_t>(part) << 16;
  float value;
  __builtin_memcpy(&value, &bits, sizeof(value));
  return value;
}

float left_value(const Part* parts, int64_t stride) {
  // The smaller ones first: a large float's two larger parts may add up to infinity.
  return widen(parts[0]) + (widen(parts[stride]) + widen(parts[2 * stride]));
}

// Values `odd` of the sixteen pairs.
__m512 right_values(const Part* pairs, bool odd) {
  __m512 sum = _mm512_setzero_ps();
  for (int64_t part = kParts; part-- > 0;) {
    const __m512i bits = _mm512_load_si512(pairs + part * kTileParts);
    sum = _mm512_add_ps(sum,
                        _mm512_castsi512_ps(odd ? _mm512_and_si512(bits, _mm512_set1_epi32(-65536))
                                                : _mm512_slli_epi32(bits, 16)));
  }
  return sum;
}

}  // namespace

void multiply(const Factors& factors, const float* start, float* sums) {
  const bool rows = factors.left[1] != nullptr, columns = factors.right[1] != nullptr;
  if (rows && columns) return multiply_tiles<true, true>(factors, start, sums);
  if (rows) return multiply_tiles<true, false>(factors, start, sums);
  if (columns) return multiply_tiles<false, true>(factors, start, sums);
  multiply_tiles<false, false>(factors, start, sums);
}

void multiply_special(const Factors& f, const float* start, float* sums) {
  for (int64_t half = 0; half < 2 && f.right[half] != nullptr; ++half) {
    for (int64_t r = 0; r < (f.left[1] != nullptr ? kBlock : kTile); ++r) {
      float* to = sums + r * kBlock + half * kTile;
      __m512 sum = _mm512_load_ps(start != nullptr ? start + half * kTile : to);
      for (int64_t k = 0; k < f.steps * kDepth; ++k) {
        const Part* left =
            f.left[r / kTile] + f.offsets[k / kDepth] + r % kTile * kDepth + k % kDepth;
        const Part* right =
            f.right[half] + k / kDepth * kParts * kTileParts + k % kDepth / 2 * kDepth;
        sum = _mm512_fmadd_ps(_mm512_set1_ps(left_value(left, f.part_stride)),
                              right_values(right, k % 2 != 0), sum);
      }
      _mm512_store_ps(to, sum);
    }
  }
}

#undef LOAD_LEFT
#undef LOAD_RIGHT
#undef ADD_PRODUCTS

}  // namespace mortise::cpu::matrix
HWY_POP_ATTRIBUTES
