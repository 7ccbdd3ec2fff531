#include "backends/cpu/vector/recurrent.hpp"

#include <array>
#include <utility>

#include "backends/cpu/rounding.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "backends/cpu/vector/recurrent.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway wants it.
#include <hwy/highway.h>

#include "backends/cpu/vector/math-inl.hpp"
#include "backends/cpu/vector/panels-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace mortise::cpu::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using D = PanelTag;
using V = PanelVector;

constexpr int kMaxGates = static_cast<int>(kMaxGroup);
// Sums that stay in registers beside what they are made of.
constexpr int kSums = (HWY_TARGET <= HWY_AVX3 ? 24 : 12) / kPanelVectors;
constexpr int kRows = std::min(8, kSums);

template <int kCount, int kGates>
void multiply_gates(const GateRow* rows, const float* panel, int64_t pitch, int64_t depth,
                    int64_t column) {
  const D d;
  constexpr int kVectors = kGates * kPanelVectors;
  const float* values[kCount];
  V acc[kCount][kVectors];
  HWY_UNROLL(16)
  for (int r = 0; r < kCount; ++r) {
    values[r] = rows[r].values;
    HWY_UNROLL(16)
    for (int v = 0; v < kVectors; ++v)
      acc[r][v] = hn::LoadU(d, rows[r].sums + column + v * kPanelLanes);
  }
  const auto element = [&](int r, int64_t k) { return values[r][k]; };
  add_products(element, panel, pitch, depth, acc);
  HWY_UNROLL(16)
  for (int r = 0; r < kCount; ++r) {
    HWY_UNROLL(16)
    for (int v = 0; v < kVectors; ++v)
      hn::StoreU(acc[r][v], d, rows[r].sums + column + v * kPanelLanes);
  }
}

using GateProduct = void (*)(const GateRow* rows, const float* panel, int64_t pitch, int64_t depth,
                             int64_t column);

/// Null where sums would not fit the registers.
template <int kCount, int kGates>
constexpr GateProduct product() {
  if constexpr (kCount * kGates <= kSums) {
    return &multiply_gates<kCount, kGates>;
  } else {
    return nullptr;
  }
}
template <int... kIndex>
constexpr std::array<GateProduct, sizeof...(kIndex)> products(
    std::integer_sequence<int, kIndex...>) {
  return {product<kIndex / kMaxGates + 1, kIndex % kMaxGates + 1>()...};
}

void multiply(const GateRow* rows, int64_t count, const GateWeights& weights, int64_t slot) {
  static constexpr auto kProducts = products(std::make_integer_sequence<int, kRows * kMaxGates>());
  const int64_t group = weights.group, pitch = group * kPanel;
  const int64_t passes = ceil_div(group, kSums / count), most = ceil_div(group, passes);
  const float* panel = weights.panels;
  for (int64_t first = 0; first < weights.gates; first += group, panel += weights.depth * pitch) {
    for (int64_t gate = 0; gate < group; gate += most) {
      const int64_t taken = std::min(most, group - gate);
      kProducts[static_cast<size_t>((count - 1) * kMaxGates + taken - 1)](
          rows, panel + gate * kPanel, pitch, weights.depth, (slot + first + gate) * kPanel);
    }
  }
}

struct Sigmoid {
  static HWY_INLINE V apply(const GateFunction&, V x) { return sigmoid(D(), x); }
};
struct Tanh {
  static HWY_INLINE V apply(const GateFunction&, V x) { return tanh(D(), x); }
};

HWY_INLINE V softplus(V x) {
  const D d;
  const V rest = hn::Log1p(d, exp(d, hn::Neg(hn::Abs(x))));
  return hn::Add(hn::Max(hn::Zero(d), x), rest);
}

/// Whichever the node names.
struct Chosen {
  // x is the second operand of Max and Min: on x86 that is what lets a NaN through.
  static HWY_NOINLINE V apply(const GateFunction& f, V x) {
    const D d;
    const V zero = hn::Zero(d), one = hn::Set(d, 1.0f);
    const V alpha = hn::Set(d, f.alpha), beta = hn::Set(d, f.beta);
    const auto below_zero = [&](V y) HWY_ATTR { return hn::IfThenElse(hn::Lt(x, zero), y, x); };
    switch (f.kind) {
      case Activation::kAffine: return hn::MulAdd(alpha, x, beta);
      case Activation::kElu: return below_zero(hn::Mul(alpha, hn::Expm1(d, hn::Min(zero, x))));
      case Activation::kHardSigmoid: return hn::Min(one, hn::Max(zero, hn::MulAdd(alpha, x, beta)));
      case Activation::kLeakyRelu: return below_zero(hn::Mul(alpha, x));
      case Activation::kRelu: return hn::Max(zero, x);
      case Activation::kScaledTanh: return hn::Mul(alpha, tanh(d, hn::Mul(beta, x)));
      case Activation::kSigmoid: return sigmoid(d, x);
      case Activation::kSoftplus: return softplus(x);
      case Activation::kSoftsign: return hn::Div(x, hn::Add(one, hn::Abs(x)));
      case Activation::kTanh: return tanh(d, x);
      case Activation::kThresholdedRelu: return hn::IfThenElse(hn::Gt(x, alpha), x, zero);
    }
    return x;
  }
};

/// A vector of units, and what there is of them.
struct Units {
  const CellForm& form;
  const CellBlocks& blocks;
  float* sums;
  int64_t unit;

  V sum(int slot) const { return hn::LoadU(D(), sums + slot * kPanel); }
  V before() const { return hn::LoadU(D(), blocks.before + unit); }
  void put(V state) const { hn::StoreU(state, D(), blocks.after + unit); }

  template <class F>
  HWY_INLINE V activate(int function, V x) const {
    const D d;
    const V bounded = hn::Max(hn::Set(d, -form.clip), hn::Min(hn::Set(d, form.clip), x));
    return F::apply(form.functions[function], bounded);
  }
  HWY_INLINE V look(int gate, V cell, V x) const {
    if (blocks.peepholes == nullptr) return x;
    return hn::MulAdd(hn::LoadU(D(), blocks.peepholes + gate * blocks.peephole_stride + unit), cell,
                      x);
  }
};

template <class Body>
HWY_INLINE void for_units(const CellForm& form, const CellBlocks& blocks, const Body& body) {
  for (int64_t block = 0; block < blocks.count; ++block) {
    for (int64_t lane = 0; lane < kPanel; lane += kPanelLanes) {
      body(Units{form, blocks, blocks.sums + block * blocks.sums_stride + lane,
                 block * kPanel + lane});
    }
  }
}

template <class F>
void rnn(const CellForm& form, const CellBlocks& blocks) {
  for_units(form, blocks, [](const Units& u) HWY_ATTR { u.put(u.activate<F>(0, u.sum(0))); });
}

template <class F>
void gru_reset(const CellForm& form, const CellBlocks& blocks) {
  for_units(form, blocks, [](const Units& u) HWY_ATTR {
    const D d;
    hn::StoreU(u.activate<F>(0, u.sum(0)), d, u.sums);
    const V reset = u.activate<F>(0, u.sum(1));
    hn::StoreU(hn::Mul(reset, u.before()), d, u.blocks.memory + u.unit);
  });
}

/// (1 - update) * candidate + update * before
HWY_INLINE void put_update(const Units& u, V update, V candidate) {
  u.put(hn::MulAdd(update, hn::Sub(u.before(), candidate), candidate));
}

template <class G>
void gru(const CellForm& form, const CellBlocks& blocks) {
  for_units(form, blocks,
            [](const Units& u) HWY_ATTR { put_update(u, u.sum(0), u.activate<G>(1, u.sum(2))); });
}

template <class F, class G>
void gru_reset_after(const CellForm& form, const CellBlocks& blocks) {
  for_units(form, blocks, [](const Units& u) HWY_ATTR {
    const V update = u.activate<F>(0, u.sum(1)), reset = u.activate<F>(0, u.sum(2));
    put_update(u, update, u.activate<G>(1, hn::MulAdd(reset, u.sum(3), u.sum(0))));
  });
}

template <class F, class G, class H>
void lstm(const CellForm& form, const CellBlocks& blocks) {
  for_units(form, blocks, [](const Units& u) HWY_ATTR {
    const D d;
    const V before = hn::LoadU(d, u.blocks.memory + u.unit);
    const V in = u.activate<F>(0, u.look(0, before, u.sum(0)));
    const V forget = u.form.coupled ? hn::Sub(hn::Set(d, 1.0f), in)
                                    : u.activate<F>(0, u.look(2, before, u.sum(2)));
    const V cell = hn::MulAdd(forget, before, hn::Mul(in, u.activate<G>(1, u.sum(3))));
    const V out = u.activate<F>(0, u.look(1, cell, u.sum(1)));
    hn::StoreU(cell, d, u.blocks.memory + u.unit);
    u.put(hn::Mul(out, H::apply(u.form.functions[2], cell)));
  });
}

constexpr RecurrentTable kUsual = {kRows,
                                   multiply,
                                   rnn<Tanh>,
                                   gru_reset<Sigmoid>,
                                   gru<Tanh>,
                                   gru_reset_after<Sigmoid, Tanh>,
                                   lstm<Sigmoid, Tanh, Tanh>};
constexpr RecurrentTable kChosen = {kRows,
                                    multiply,
                                    rnn<Chosen>,
                                    gru_reset<Chosen>,
                                    gru<Chosen>,
                                    gru_reset_after<Chosen, Chosen>,
                                    lstm<Chosen, Chosen, Chosen>};

}  // namespace

const RecurrentTable* table_for(bool usual) { return usual ? &kUsual : &kChosen; }

}  // namespace mortise::cpu::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace mortise::cpu {

HWY_EXPORT(table_for);

const RecurrentTable& recurrent_table(bool usual) {
  return *HWY_DYNAMIC_DISPATCH(table_for)(usual);
}

}  // namespace mortise::cpu
#endif
