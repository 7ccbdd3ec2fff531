// Reproducible contents of tensors, for tests: the same seed gives the same elements on every machine.
//
//   std::vector<unsigned char> bytes = random_elements(MORTISE_DTYPE_FLOAT16, 12, Fill::kOrdinary, 7);
#pragma once

#include <mortise/sdk/tensor.hpp>

#include <cstring>
#include <limits>
#include <string_view>
#include <vector>

namespace mortise::sdk {

/// SplitMix64; Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  /// For a test of that name: its numbers do not depend on which other tests run.
  Random(uint64_t seed, std::string_view name) : state_(seed) {
    for (const char letter : name) state_ = (state_ ^ static_cast<uint8_t>(letter)) * kPrime;
  }

  uint64_t next() {
    uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  /// In [0, limit). Requires: limit > 0.
  uint64_t below(uint64_t limit) { return next() % limit; }
  /// In [low, high], both included.
  int64_t between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(below(static_cast<uint64_t>(high - low) + 1));
  }
  double uniform(double low, double high) {
    return low + (high - low) * static_cast<double>(next() >> 11) * 0x1p-53;
  }
  bool one_in(uint64_t count) { return below(count) == 0; }

 private:
  static constexpr uint64_t kPrime = 0x100000001b3u;
  uint64_t state_;
};

/// What the elements of a tensor are like.
enum class Fill {
  kOrdinary,  // in [-2, 2]; integers in [-20, 20], as far as the dtype goes
  kPositive,  // in [0.1, 2]; integers in [1, 20]
  kNonZero,   // kPositive, of either sign
  kUnit,      // in (-1, 1)
  kWide,      // in [-12, 12]
  // Floats only: ordinary, with some of these among them.
  kNan,        // NaN, and zeros of both signs
  kNonFinite,  // those, and the infinities
  kSpecial,  // those, and the largest and subnormal numbers: not for sums, which may overflow on the way
  kBig,        // near the dtype's largest
  kTiny,       // near the dtype's smallest normal numbers
  kSmallInts,  // whole, in [0, 3]: counts, shifts, indices
};

/// "non_finite"
inline const char* fill_name(Fill fill) {
  static constexpr const char* kNames[] = {"ordinary", "positive", "non_zero",   "unit",
                                           "wide",     "nan",      "non_finite", "special",
                                           "big",      "tiny",     "small_ints"};
  return kNames[static_cast<int>(fill)];
}

namespace detail {

template <class T>
struct FloatRange {
  static constexpr double largest = static_cast<double>(std::numeric_limits<T>::max());
  static constexpr double smallest_normal = static_cast<double>(std::numeric_limits<T>::min());
};
template <>
struct FloatRange<float16> {
  static constexpr double largest = 65504;
  static constexpr double smallest_normal = 0x1p-14;
};
template <>
struct FloatRange<bfloat16> {
  static constexpr double largest = 0x1.fep127;
  static constexpr double smallest_normal = 0x1p-126;
};

template <class T>
double random_float(Fill fill, Random& random) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const double special[] = {std::numeric_limits<double>::quiet_NaN(),
                            0.0,
                            -0.0,
                            kInfinity,
                            -kInfinity,
                            FloatRange<T>::smallest_normal / 4,
                            FloatRange<T>::largest,
                            -FloatRange<T>::largest,
                            1,
                            -1};
  const auto mixed = [&](uint64_t count) {
    return random.one_in(3) ? special[random.below(count)] : random.uniform(-2, 2);
  };
  const auto signed_one = [&] { return random.one_in(2) ? -1 : 1; };
  switch (fill) {
    case Fill::kPositive: return random.uniform(0.1, 2);
    case Fill::kNonZero: return signed_one() * random.uniform(0.1, 2);
    case Fill::kUnit: return random.uniform(-0.99, 0.99);
    case Fill::kWide: return random.uniform(-12, 12);
    case Fill::kNan: return mixed(3);
    case Fill::kNonFinite: return mixed(5);
    case Fill::kSpecial: return mixed(10);
    case Fill::kBig: return signed_one() * random.uniform(0.1, 1) * FloatRange<T>::largest;
    case Fill::kTiny: return signed_one() * random.uniform(0.5, 8) * FloatRange<T>::smallest_normal;
    case Fill::kSmallInts: return static_cast<double>(random.below(4));
    default: return random.uniform(-2, 2);
  }
}

template <class T>
T random_int(Fill fill, Random& random) {
  using Limits = std::numeric_limits<T>;
  switch (fill) {
    case Fill::kPositive: return static_cast<T>(random.between(1, 20));
    case Fill::kNonZero: {
      const int64_t value = random.between(1, 20);
      return static_cast<T>(std::is_signed_v<T> && random.one_in(2) ? -value : value);
    }
    case Fill::kSmallInts: return static_cast<T>(random.between(0, 3));
    case Fill::kBig: {
      const T distance = static_cast<T>(random.between(0, 3));
      return static_cast<T>(random.one_in(2) ? Limits::min() + distance : Limits::max() - distance);
    }
    default: return static_cast<T>(random.between(std::is_signed_v<T> ? -20 : 0, 20));
  }
}

template <class T>
T random_element(Fill fill, Random& random) {
  if constexpr (std::is_same_v<T, bool8>) {
    return T(random.one_in(2));
  } else if constexpr (kIsFloat<T>) {
    return T(static_cast<Compute<T>>(random_float<T>(fill, random)));
  } else {
    return random_int<T>(fill, random);
  }
}

}  // namespace detail

/// The elements' bytes. A dtype that is no PlainType gets bytes of any value, whatever the fill.
inline std::vector<unsigned char> random_elements(uint32_t dtype, int64_t count, Fill fill,
                                                  uint64_t seed) {
  Random random(seed);
  std::vector<unsigned char> bytes(storage_bytes(dtype, count));
  if (!dtype_set(PlainTypes{}).contains(dtype)) {
    for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(random.next());
    return bytes;
  }
  visit_dtype(PlainTypes{}, dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    for (int64_t i = 0; i < count; ++i) {
      const T element = detail::random_element<T>(fill, random);
      std::memcpy(bytes.data() + static_cast<size_t>(i) * sizeof(T), &element, sizeof(T));
    }
  });
  return bytes;
}

}  // namespace mortise::sdk
