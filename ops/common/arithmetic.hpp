// Arithmetic that is defined for every value: integers wrap around, conversions to integers saturate.
#pragma once

#include <limits>
#include <type_traits>

#include "ops/common/operator.hpp"

namespace mortise::ops {

namespace detail {
// Unsigned, and no narrower than unsigned int: what is narrower is promoted to (signed) int.
template <class T>
using Wrapping = std::common_type_t<std::make_unsigned_t<T>, unsigned>;
}  // namespace detail

template <class T>
T wrapping_add(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) {
    return a + b;
  } else {
    using U = detail::Wrapping<T>;
    return static_cast<T>(static_cast<U>(a) + static_cast<U>(b));
  }
}
template <class T>
T wrapping_subtract(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) {
    return a - b;
  } else {
    using U = detail::Wrapping<T>;
    return static_cast<T>(static_cast<U>(a) - static_cast<U>(b));
  }
}
template <class T>
T wrapping_multiply(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) {
    return a * b;
  } else {
    using U = detail::Wrapping<T>;
    return static_cast<T>(static_cast<U>(a) * static_cast<U>(b));
  }
}

/// The nearest value of To towards zero; NaN becomes 0.
template <class To, class From>
To saturating_cast(From value) {
  if constexpr (std::is_floating_point_v<From> && std::is_integral_v<To>) {
    if (value != value) return To{0};
    // As powers of two both limits are exact in From.
    constexpr From kAbove =
        static_cast<From>(2) * static_cast<From>(std::numeric_limits<To>::max() / 2 + 1);
    if (value >= kAbove) return std::numeric_limits<To>::max();
    if (value <= static_cast<From>(std::numeric_limits<To>::min())) {
      return std::numeric_limits<To>::min();
    }
  }
  return static_cast<To>(value);
}

/// What sums of T are accumulated in: double, or 64-bit integers that wrap.
template <class T>
using Accumulator =
    std::conditional_t<kIsFloat<T>, double,
                       std::conditional_t<std::is_signed_v<Compute<T>>, int64_t, uint64_t>>;

/// From the type that is computed in to the type that is stored.
template <class T, class From>
T store(From value) {
  return T(static_cast<Compute<T>>(value));
}
template <class T>
Compute<T> load(T value) {
  return static_cast<Compute<T>>(value);
}

}  // namespace mortise::ops
