#include "backends/cpu/vector/rows.hpp"

#include <cmath>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backends/cpu/vector/rows.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway wants it.
#include <hwy/highway.h>

#include "backends/cpu/vector/math-inl.hpp"
#include "backends/cpu/vector/partial-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace mortise::cpu::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using D = hn::ScalableTag<float>;
using V = hn::Vec<D>;

/// combine(...combine(combine(start, x[0]), x[1])...), in four interleaved chains.
template <class Combine, class Finish>
float fold(const float* x, size_t count, V start, Combine combine, Finish finish) {
  const D d;
  const size_t lanes = hn::Lanes(d);
  V a = start, b = start, c = start, e = start;
  size_t i = 0;
  for (; i + 4 * lanes <= count; i += 4 * lanes) {
    a = combine(a, hn::LoadU(d, x + i));
    b = combine(b, hn::LoadU(d, x + i + lanes));
    c = combine(c, hn::LoadU(d, x + i + 2 * lanes));
    e = combine(e, hn::LoadU(d, x + i + 3 * lanes));
  }
  for (; i + lanes <= count; i += lanes) a = combine(a, hn::LoadU(d, x + i));
  if (i < count) {
    b = hn::IfThenElse(hn::FirstN(d, count - i), combine(b, load_first(d, x + i, count - i)), b);
  }
  return finish(a, b, c, e);
}

float sum(const float* x, size_t count) {
  const D d;
  const auto add = [](V total, V v) { return hn::Add(total, v); };
  return fold(x, count, hn::Zero(d), add, [&](V a, V b, V c, V e) {
    return hn::GetLane(hn::SumOfLanes(d, hn::Add(hn::Add(a, b), hn::Add(c, e))));
  });
}

float sum_of_squares(const float* x, size_t count, float shift) {
  const D d;
  const V offset = hn::Set(d, shift);
  const auto add = [&](V total, V v) {
    const V centred = hn::Sub(v, offset);
    return hn::MulAdd(centred, centred, total);
  };
  return fold(x, count, hn::Zero(d), add, [&](V a, V b, V c, V e) {
    return hn::GetLane(hn::SumOfLanes(d, hn::Add(hn::Add(a, b), hn::Add(c, e))));
  });
}

/// A NaN anywhere gives NaN: `better` keeps it, and lanes are combined one by one.
template <class Better>
float extreme(const float* x, size_t count, float start, Better better) {
  const D d;
  const auto keep = [&](V best, V v) {
    return hn::IfThenElse(hn::IsNaN(best), best, better(best, v));
  };
  return fold(x, count, hn::Set(d, start), keep, [&](V a, V b, V c, V e) {
    HWY_ALIGN float lanes[HWY_MAX_BYTES / sizeof(float)];
    hn::Store(keep(keep(a, b), keep(c, e)), d, lanes);
    float best = start;
    for (size_t i = 0; i < hn::Lanes(d); ++i) {
      best = hn::GetLane(keep(hn::Set(d, best), hn::Set(d, lanes[i])));
    }
    return best;
  });
}

float max(const float* x, size_t count) {
  return extreme(x, count, -std::numeric_limits<float>::infinity(),
                 [](V best, V v) { return hn::Max(best, v); });
}

float min(const float* x, size_t count) {
  return extreme(x, count, std::numeric_limits<float>::infinity(),
                 [](V best, V v) { return hn::Min(best, v); });
}

/// The product with zero is NaN for infinities and NaN, and stays so in a sum.
bool all_finite(const float* x, size_t count) {
  const D d;
  const V zero = hn::Zero(d);
  const auto add = [&](V total, V v) { return hn::MulAdd(v, zero, total); };
  return fold(x, count, zero, add, [&](V a, V b, V c, V e) {
           return hn::GetLane(hn::SumOfLanes(d, hn::Add(hn::Add(a, b), hn::Add(c, e))));
         }) == 0;
}

template <class F>
void map(const float* x, float* y, size_t count, F f) {
  const D d;
  const size_t lanes = hn::Lanes(d);
  size_t i = 0;
  for (; i + lanes <= count; i += lanes) hn::StoreU(f(hn::LoadU(d, x + i), i), d, y + i);
  if (i == count) return;
  store_first(d, f(load_first(d, x + i, count - i), i), y + i, count - i);
}

void softmax(const float* x, float* y, size_t count, bool log) {
  const D d;
  const float peak = max(x, count);
  const V shift = hn::Set(d, peak);
  if (log) {
    float total = 0;
    HWY_ALIGN float part[64];
    for (size_t i = 0; i < count; i += 64) {
      const size_t length = count - i < 64 ? count - i : 64;
      map(x + i, part, length, [&](V v, size_t) { return exp_bounded(d, hn::Sub(v, shift)); });
      total += sum(part, length);
    }
    const V offset = hn::Set(d, peak + std::log(total));
    map(x, y, count, [&](V v, size_t) { return hn::Sub(v, offset); });
    return;
  }
  map(x, y, count, [&](V v, size_t) { return exp_bounded(d, hn::Sub(v, shift)); });
  const V scale = hn::Set(d, 1.0f / sum(y, count));
  map(y, y, count, [&](V v, size_t) { return hn::Mul(v, scale); });
}

void layer_norm(const float* x, float* y, size_t count, float epsilon, const float* scale,
                const float* bias) {
  const D d;
  const size_t lanes = hn::Lanes(d);
  const float mean = sum(x, count) / static_cast<float>(count);
  const float variance = sum_of_squares(x, count, mean) / static_cast<float>(count);
  const float factor = 1.0f / std::sqrt(variance + epsilon);
  const V shift = hn::Set(d, mean);
  const V inverse = hn::Set(d, factor);
  const auto affine = [&](V v, V s, V b) {
    return hn::MulAdd(hn::Mul(hn::Sub(v, shift), inverse), s, b);
  };
  const V one = hn::Set(d, 1.0f);
  const V zero = hn::Zero(d);
  size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    const V s = scale != nullptr ? hn::LoadU(d, scale + i) : one;
    const V b = bias != nullptr ? hn::LoadU(d, bias + i) : zero;
    hn::StoreU(affine(hn::LoadU(d, x + i), s, b), d, y + i);
  }
  if (i == count) return;
  const size_t left = count - i;
  const V s = scale != nullptr ? load_first(d, scale + i, left) : one;
  const V b = bias != nullptr ? load_first(d, bias + i, left) : zero;
  store_first(d, affine(load_first(d, x + i, left), s, b), y + i, left);
}

void add_rows(const float* x, float* y, size_t count, size_t width) {
  const D d;
  const size_t lanes = hn::Lanes(d);
  size_t c = 0;
  for (; c + lanes <= width; c += lanes) {
    V a = hn::LoadU(d, y + c), b = hn::Zero(d);
    size_t r = 0;
    for (; r + 2 <= count; r += 2) {
      a = hn::Add(a, hn::LoadU(d, x + r * width + c));
      b = hn::Add(b, hn::LoadU(d, x + (r + 1) * width + c));
    }
    if (r < count) a = hn::Add(a, hn::LoadU(d, x + r * width + c));
    hn::StoreU(hn::Add(a, b), d, y + c);
  }
  for (; c < width; ++c) {
    float total = 0;
    for (size_t r = 0; r < count; ++r) total += x[r * width + c];
    y[c] += total;
  }
}

void scale_rows(const float* x, const float* scale, const float* add, float* y, size_t count,
                size_t width) {
  const D d;
  const size_t lanes = hn::Lanes(d);
  for (size_t c = 0; c < width; c += lanes) {
    const bool whole = c + lanes <= width;
    const V s = load_first(d, scale + c, width - c);
    for (size_t i = c; i < count; i += width) {
      if (whole) {
        const V v = hn::LoadU(d, x + i);
        const V extra = add != nullptr ? hn::LoadU(d, add + i) : hn::Zero(d);
        hn::StoreU(hn::MulAdd(v, s, extra), d, y + i);
      } else {
        const V v = load_first(d, x + i, width - c);
        const V extra = add != nullptr ? load_first(d, add + i, width - c) : hn::Zero(d);
        store_first(d, hn::MulAdd(v, s, extra), y + i, width - c);
      }
    }
  }
}

float dot(const float* a, const float* b, size_t count) {
  const D d;
  const size_t lanes = hn::Lanes(d);
  V p = hn::Zero(d), q = hn::Zero(d);
  size_t i = 0;
  for (; i + 2 * lanes <= count; i += 2 * lanes) {
    p = hn::MulAdd(hn::LoadU(d, a + i), hn::LoadU(d, b + i), p);
    q = hn::MulAdd(hn::LoadU(d, a + i + lanes), hn::LoadU(d, b + i + lanes), q);
  }
  for (; i < count; i += lanes) {
    p = hn::MulAdd(load_first(d, a + i, count - i), load_first(d, b + i, count - i), p);
  }
  return hn::GetLane(hn::SumOfLanes(d, hn::Add(p, q)));
}

void matrix_vector(const float* w, const float* bias, const float* x, float* y, size_t outputs,
                   size_t inputs) {
  for (size_t o = 0; o < outputs; ++o) {
    y[o] = (bias != nullptr ? bias[o] : 0.0f) + dot(w + o * inputs, x, inputs);
  }
}

}  // namespace

RowsTable rows() {
  return {sum,     max,        min,      all_finite, sum_of_squares,
          softmax, layer_norm, add_rows, scale_rows, matrix_vector};
}

}  // namespace mortise::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mortise::cpu {

HWY_EXPORT(rows);

const RowsTable& rows_table() {
  static const RowsTable table = HWY_DYNAMIC_DISPATCH(rows)();
  return table;
}

}  // namespace mortise::cpu
#endif
