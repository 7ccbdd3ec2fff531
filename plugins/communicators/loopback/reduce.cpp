#include "plugins/communicators/loopback/reduce.hpp"

#include <mortise/abi/communicator.h>
#include <mortise/sdk/half.hpp>

#include <complex>
#include <cstring>
#include <type_traits>

namespace mortise::loopback {
namespace {

// How an element is stored, and what it is computed with.
template <class T, class Wide = T>
struct Plain {
  using Stored = T;
  using Accumulator = Wide;
  static Wide widen(T value) { return static_cast<Wide>(value); }
  static T narrow(Wide value) { return static_cast<T>(value); }
};

template <class T>
using Integer = Plain<T, std::conditional_t<std::is_signed_v<T>, int64_t, uint64_t>>;

// float16 and bfloat16 of the SDK, computed with as float32.
template <class T>
struct Half {
  using Stored = T;
  using Accumulator = float;
  static float widen(T value) { return static_cast<float>(value); }
  static T narrow(float value) { return T(value); }
};

struct Bool {
  using Stored = uint8_t;
  using Accumulator = uint8_t;
  static uint8_t widen(uint8_t value) { return value != 0 ? 1 : 0; }
  static uint8_t narrow(uint8_t value) { return value; }
};

struct Sum {
  template <class A>
  static A combine(A a, A b) {
    if constexpr (std::is_same_v<A, int64_t>) {
      return static_cast<A>(static_cast<uint64_t>(a) + static_cast<uint64_t>(b));
    } else {
      return a + b;
    }
  }
  template <class A>
  static A finish(A a, size_t) {
    return a;
  }
};

struct Product {
  template <class A>
  static A combine(A a, A b) {
    if constexpr (std::is_same_v<A, int64_t>) {
      return static_cast<A>(static_cast<uint64_t>(a) * static_cast<uint64_t>(b));
    } else {
      return a * b;
    }
  }
  template <class A>
  static A finish(A a, size_t) {
    return a;
  }
};

struct Mean : Sum {
  template <class A>
  static A finish(A a, size_t ranks) {
    if constexpr (std::is_integral_v<A> || std::is_floating_point_v<A>) {
      return a / static_cast<A>(ranks);
    } else {
      return a / static_cast<typename A::value_type>(ranks);
    }
  }
};

struct Min {
  template <class A>
  static A combine(A a, A b) {
    return b < a || b != b ? b : a;
  }
  template <class A>
  static A finish(A a, size_t) {
    return a;
  }
};

struct Max {
  template <class A>
  static A combine(A a, A b) {
    return a < b || b != b ? b : a;
  }
  template <class A>
  static A finish(A a, size_t) {
    return a;
  }
};

struct Or {
  static uint8_t combine(uint8_t a, uint8_t b) { return a | b; }
  static uint8_t finish(uint8_t a, size_t) { return a; }
};

struct And {
  static uint8_t combine(uint8_t a, uint8_t b) { return a & b; }
  static uint8_t finish(uint8_t a, size_t) { return a; }
};

// The caller's memory may be unaligned, so elements are read and written as bytes.
template <class Element>
typename Element::Accumulator load(const std::byte* source, size_t index) {
  typename Element::Stored stored;
  std::memcpy(&stored, source + index * sizeof stored, sizeof stored);
  return Element::widen(stored);
}

template <class Element, class Operation>
void reduce_block(const std::byte* const* sources, size_t source_count, size_t byte_offset,
                  size_t count, std::byte* out) {
  using Stored = typename Element::Stored;
  static_assert(sizeof(Stored) <= kMaxElementBytes);
  typename Element::Accumulator sums[kReduceBlock];
  for (size_t i = 0; i < count; ++i) sums[i] = load<Element>(sources[0] + byte_offset, i);
  for (size_t source = 1; source < source_count; ++source) {
    const std::byte* elements = sources[source] + byte_offset;
    for (size_t i = 0; i < count; ++i) {
      sums[i] = Operation::combine(sums[i], load<Element>(elements, i));
    }
  }
  for (size_t i = 0; i < count; ++i) {
    const Stored stored = Element::narrow(Operation::finish(sums[i], source_count));
    std::memcpy(out + i * sizeof stored, &stored, sizeof stored);
  }
}

template <class Element>
ReduceBlock arithmetic(uint32_t reduction) {
  switch (reduction) {
    case MORTISE_REDUCE_SUM: return reduce_block<Element, Sum>;
    case MORTISE_REDUCE_PRODUCT: return reduce_block<Element, Product>;
    case MORTISE_REDUCE_MEAN: return reduce_block<Element, Mean>;
    default: return nullptr;
  }
}

template <class Element>
ReduceBlock ordered(uint32_t reduction) {
  switch (reduction) {
    case MORTISE_REDUCE_MIN: return reduce_block<Element, Min>;
    case MORTISE_REDUCE_MAX: return reduce_block<Element, Max>;
    default: return arithmetic<Element>(reduction);
  }
}

ReduceBlock logical(uint32_t reduction) {
  switch (reduction) {
    case MORTISE_REDUCE_SUM:
    case MORTISE_REDUCE_MAX: return reduce_block<Bool, Or>;
    case MORTISE_REDUCE_PRODUCT:
    case MORTISE_REDUCE_MIN: return reduce_block<Bool, And>;
    default: return nullptr;
  }
}

}  // namespace

ReduceBlock find_reduction(uint32_t dtype, uint32_t reduction) {
  switch (dtype) {
    case MORTISE_DTYPE_FLOAT32: return ordered<Plain<float>>(reduction);
    case MORTISE_DTYPE_FLOAT64: return ordered<Plain<double>>(reduction);
    case MORTISE_DTYPE_FLOAT16: return ordered<Half<sdk::float16>>(reduction);
    case MORTISE_DTYPE_BFLOAT16: return ordered<Half<sdk::bfloat16>>(reduction);
    case MORTISE_DTYPE_INT8: return ordered<Integer<int8_t>>(reduction);
    case MORTISE_DTYPE_INT16: return ordered<Integer<int16_t>>(reduction);
    case MORTISE_DTYPE_INT32: return ordered<Integer<int32_t>>(reduction);
    case MORTISE_DTYPE_INT64: return ordered<Integer<int64_t>>(reduction);
    case MORTISE_DTYPE_UINT8: return ordered<Integer<uint8_t>>(reduction);
    case MORTISE_DTYPE_UINT16: return ordered<Integer<uint16_t>>(reduction);
    case MORTISE_DTYPE_UINT32: return ordered<Integer<uint32_t>>(reduction);
    case MORTISE_DTYPE_UINT64: return ordered<Integer<uint64_t>>(reduction);
    case MORTISE_DTYPE_COMPLEX64: return arithmetic<Plain<std::complex<float>>>(reduction);
    case MORTISE_DTYPE_COMPLEX128: return arithmetic<Plain<std::complex<double>>>(reduction);
    case MORTISE_DTYPE_BOOL: return logical(reduction);
    default: return nullptr;
  }
}

}  // namespace mortise::loopback
