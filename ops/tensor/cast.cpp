#include "ops/common/arithmetic.hpp"
#include "ops/common/elementwise.hpp"
#include "ops/common/small_dtypes.hpp"

namespace mortise::ops {
namespace {

uint32_t target(const Node& node) {
  const int64_t to = node.attr_int("to");
  if (to <= 0 || to > UINT32_MAX || dtype_bits(static_cast<uint32_t>(to)) == 0) {
    invalid("attribute to is ", to, ", which is no dtype");
  }
  return static_cast<uint32_t>(to);
}

void infer(const Node& node, Inference& out) { out.set_like(0, node.type(0), target(node)); }

void gradient(Gradient& g) {
  if (!dtype_set(FloatTypes{}).contains(g.node.dtype(0))) return;
  g.set_input(0, g.b.node("Cast", {g.output(0)}, {{"to", g.node.dtype(0)}}));
}

// Elements go by way of a wide type that holds them exactly: one function per dtype on either side instead of one per
// pair.
constexpr int64_t kBlock = 64;  // whole bytes of every dtype
union Wide {
  double real;
  int64_t integer;
  uint64_t natural;
};
enum class WideKind { kReal, kInteger, kNatural };

template <class T>
constexpr WideKind wide_kind() {
  if (kIsFloat<T>) return WideKind::kReal;
  return std::is_signed_v<Compute<T>> ? WideKind::kInteger : WideKind::kNatural;
}

template <class T>
void widen(const void* in, Wide* wide, int64_t count) {
  const T* from = static_cast<const T*>(in);
  for (int64_t i = 0; i < count; ++i) {
    if constexpr (wide_kind<T>() == WideKind::kReal) {
      wide[i].real = load(from[i]);
    } else if constexpr (wide_kind<T>() == WideKind::kInteger) {
      wide[i].integer = load(from[i]);
    } else {
      wide[i].natural = load(from[i]);
    }
  }
}

template <class T, class From>
T narrow_one(From value) {
  if constexpr (std::is_same_v<T, bool8>) {
    return T(value != From{0});
  } else {
    return store<T>(saturating_cast<Compute<T>>(value));
  }
}

template <class T>
void narrow(WideKind kind, const Wide* wide, void* out, int64_t count) {
  T* to = static_cast<T*>(out);
  for (int64_t i = 0; i < count; ++i) {
    switch (kind) {
      case WideKind::kReal: to[i] = narrow_one<T>(wide[i].real); break;
      case WideKind::kInteger: to[i] = narrow_one<T>(wide[i].integer); break;
      case WideKind::kNatural: to[i] = narrow_one<T>(wide[i].natural); break;
    }
  }
}

// One side of a conversion.
struct Side {
  explicit Side(uint32_t dtype, const SmallRounding& rounding = {}) : bits(dtype_bits(dtype)) {
    if (kSmallDtypes.contains(dtype)) {
      small.emplace(dtype, rounding);
      return;
    }
    visit_dtype(PlainTypes{}, dtype, [&](auto tag) {
      using T = typename decltype(tag)::type;
      widen_plain = &widen<T>;
      narrow_plain = &narrow<T>;
      kind = wide_kind<T>();
    });
  }

  void load(const void* in, Wide* wide, int64_t count) const {
    if (!small) return widen_plain(in, wide, count);
    for (int64_t i = 0; i < count; ++i) wide[i].real = small->load(in, i);
  }
  void store(WideKind from, const Wide* wide, void* out, int64_t count) const {
    if (!small) return narrow_plain(from, wide, out, count);
    for (int64_t i = 0; i < count; ++i) {
      switch (from) {
        case WideKind::kReal: small->store(out, i, wide[i].real); break;
        case WideKind::kInteger: small->store(out, i, wide[i].integer); break;
        case WideKind::kNatural: small->store(out, i, static_cast<int64_t>(wide[i].natural)); break;
      }
    }
  }

  uint32_t bits;
  WideKind kind = WideKind::kReal;
  std::optional<SmallDtype> small;
  void (*widen_plain)(const void*, Wide*, int64_t) = nullptr;
  void (*narrow_plain)(WideKind, const Wide*, void*, int64_t) = nullptr;
};

class CastKernel {
 public:
  CastKernel(const Node& node, const KernelContext&)
      : from_(node.dtype(0)), to_(target(node), SmallRounding::of(node)) {}

  void run(const Launch& launch) const {
    const char* in = launch.in<char>(0);
    char* out = launch.out<char>(0);
    Wide block[kBlock];
    for (int64_t left = element_count(launch.output(0)); left > 0; left -= kBlock) {
      const int64_t count = left < kBlock ? left : kBlock;
      from_.load(in, block, count);
      to_.store(from_.kind, block, out, count);
      in += count * from_.bits / 8;
      out += count * to_.bits / 8;
    }
  }

 private:
  Side from_, to_;
};

}  // namespace

MORTISE_OPERATOR(Cast, 25) {
  op.summary(
        "Converts to another dtype; integers saturate, those of 4 and 2 bits keep their lowest bits")
      .input("input")
      .output("output")
      .required_attribute("to", MORTISE_ATTRIBUTE_INT)
      .attribute("saturate", MORTISE_ATTRIBUTE_INT)
      .attribute("round_mode", MORTISE_ATTRIBUTE_STRING)
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE)
      .infer(&infer)
      .gradient(&gradient)
      .piece(&elementwise_piece)
      .kernel<CastKernel>();
}

}  // namespace mortise::ops
