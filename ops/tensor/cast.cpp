#include <variant>

#include "ops/common/arithmetic.hpp"
#include "ops/common/elementwise.hpp"
#include "ops/common/move.hpp"
#include "ops/common/number_text.hpp"
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

// To and from strings: one element at a time.

mortise_string_t write(const Launch& launch, const Side& from, const Wide& value) {
  NumberText text;
  switch (from.kind) {
    case WideKind::kInteger: return launch.make_string(write_number(value.integer, text));
    case WideKind::kNatural: return launch.make_string(write_number(value.natural, text));
    case WideKind::kReal: break;
  }
  if (from.bits == 64) return launch.make_string(write_number(value.real, text));
  return launch.make_string(write_number(static_cast<float>(value.real), text));
}

Wide read(const Side& to, std::string_view text) {
  Wide value{};
  switch (to.kind) {
    case WideKind::kReal: value.real = to.bits == 64 ? read_double(text) : read_float(text); break;
    case WideKind::kInteger: value.integer = read_int64(text); break;
    case WideKind::kNatural: value.natural = read_uint64(text); break;
  }
  return value;
}

class ToStrings {
 public:
  explicit ToStrings(uint32_t from) : from_(from) {}

  void run(const Launch& launch) const {
    const char* in = launch.in<char>(0);
    auto* out = launch.out<mortise_string_t>(0);
    Wide block[kBlock];
    for (int64_t left = element_count(launch.output(0)); left > 0; left -= kBlock) {
      const int64_t count = left < kBlock ? left : kBlock;
      from_.load(in, block, count);
      for (int64_t i = 0; i < count; ++i) *out++ = write(launch, from_, block[i]);
      in += count * from_.bits / 8;
    }
  }

 private:
  Side from_;
};

class FromStrings {
 public:
  FromStrings(uint32_t to, const SmallRounding& rounding) : to_(to, rounding) {}

  void run(const Launch& launch) const {
    const auto* in = launch.in<mortise_string_t>(0);
    char* out = launch.out<char>(0);
    Wide block[kBlock];
    for (int64_t left = element_count(launch.output(0)); left > 0; left -= kBlock) {
      const int64_t count = left < kBlock ? left : kBlock;
      for (int64_t i = 0; i < count; ++i) block[i] = read(to_, to_view(*in++));
      to_.store(to_.kind, block, out, count);
      out += count * to_.bits / 8;
    }
  }

 private:
  Side to_;
};

class NumberCast {
 public:
  NumberCast(uint32_t from, uint32_t to, const SmallRounding& rounding)
      : from_(from), to_(to, rounding) {}

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

class CastKernel {
 public:
  CastKernel(const Node& node, const KernelContext& context) {
    const uint32_t from = node.dtype(0), to = target(node);
    const SmallRounding rounding = SmallRounding::of(node);
    const bool from_strings = from == MORTISE_DTYPE_STRING, to_strings = to == MORTISE_DTYPE_STRING;
    if (from_strings && to_strings) {
      cast_.emplace<CopyKernel>(node, context);
    } else if (from_strings) {
      cast_.emplace<FromStrings>(to, rounding);
    } else if (to_strings) {
      cast_.emplace<ToStrings>(from);
    } else {
      cast_.emplace<NumberCast>(from, to, rounding);
    }
  }

  void run(const Launch& launch) const {
    std::visit(
        [&](const auto& cast) {
          if constexpr (!std::is_same_v<decltype(cast), const std::monostate&>) cast.run(launch);
        },
        cast_);
  }

 private:
  std::variant<std::monostate, NumberCast, ToStrings, FromStrings, CopyKernel> cast_;
};

// To the dtype that is there.
std::optional<uint32_t> forward(const Node& node, size_t) {
  if (node.dtype(0) == MORTISE_DTYPE_UNDEFINED || node.dtype(0) != node.output_type(0).dtype)
    return std::nullopt;
  return 0;
}

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
      .forward(&forward)
      .infer(&infer)
      .gradient(&gradient)
      .piece(&elementwise_piece)
      .kernel<CastKernel>();
}

}  // namespace mortise::ops
