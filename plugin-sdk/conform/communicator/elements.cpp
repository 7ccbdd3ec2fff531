#include "plugin-sdk/conform/communicator/elements.hpp"

#include <mortise/abi/communicator.h>
#include <mortise/sdk/half.hpp>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "plugin-sdk/conform/communicator/group.hpp"

namespace mortise::conform::contract {
namespace {

// splitmix64 (Steele, Lea and Flood, OOPSLA 2014).
uint64_t mix(uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

uint64_t draw(uint64_t seed, uint64_t rank, uint64_t index) {
  return mix(mix(mix(seed ^ group().seed()) ^ rank) ^ index);
}

// Calls `body` with a value of the type that stores the dtype.
template <class Body>
void with_type(uint32_t dtype, Body&& body) {
  switch (dtype) {
    case MORTISE_DTYPE_FLOAT32: return body(float());
    case MORTISE_DTYPE_FLOAT64: return body(double());
    case MORTISE_DTYPE_FLOAT16: return body(sdk::float16());
    case MORTISE_DTYPE_BFLOAT16: return body(sdk::bfloat16());
    case MORTISE_DTYPE_INT8: return body(int8_t());
    case MORTISE_DTYPE_INT16: return body(int16_t());
    case MORTISE_DTYPE_INT32: return body(int32_t());
    case MORTISE_DTYPE_INT64: return body(int64_t());
    case MORTISE_DTYPE_UINT8: return body(uint8_t());
    case MORTISE_DTYPE_UINT16: return body(uint16_t());
    case MORTISE_DTYPE_UINT32: return body(uint32_t());
    case MORTISE_DTYPE_UINT64: return body(uint64_t());
    case MORTISE_DTYPE_BOOL: return body(uint8_t());
    default: throw std::logic_error("no such element");
  }
}

template <class T>
T narrow(double value) {
  if constexpr (std::is_arithmetic_v<T>) {
    return static_cast<T>(value);
  } else {
    return T(static_cast<float>(value));
  }
}

template <class T>
double widen(T value) {
  if constexpr (std::is_arithmetic_v<T>) {
    return static_cast<double>(value);
  } else {
    return static_cast<double>(static_cast<float>(value));
  }
}

bool is_signed(const Element& element) {
  switch (element.dtype) {
    case MORTISE_DTYPE_UINT8:
    case MORTISE_DTYPE_UINT16:
    case MORTISE_DTYPE_UINT32:
    case MORTISE_DTYPE_UINT64:
    case MORTISE_DTYPE_BOOL: return false;
    default: return true;
  }
}

double combine(const Element& element, uint32_t reduction, double a, double b) {
  switch (reduction) {
    case MORTISE_REDUCE_MIN: return std::min(a, b);
    case MORTISE_REDUCE_MAX: return std::max(a, b);
    case MORTISE_REDUCE_PRODUCT: return a * b;
    default: return element.dtype == MORTISE_DTYPE_BOOL ? std::max(a, b) : a + b;
  }
}

}  // namespace

const std::vector<Element>& numeric_elements() {
  static const std::vector<Element> elements = {
      {MORTISE_DTYPE_FLOAT32, "float32", 4, 0x1p-23},
      {MORTISE_DTYPE_FLOAT64, "float64", 8, 0x1p-52},
      {MORTISE_DTYPE_FLOAT16, "float16", 2, 0x1p-10},
      {MORTISE_DTYPE_BFLOAT16, "bfloat16", 2, 0x1p-7},
      {MORTISE_DTYPE_INT8, "int8", 1, 0},
      {MORTISE_DTYPE_INT16, "int16", 2, 0},
      {MORTISE_DTYPE_INT32, "int32", 4, 0},
      {MORTISE_DTYPE_INT64, "int64", 8, 0},
      {MORTISE_DTYPE_UINT8, "uint8", 1, 0},
      {MORTISE_DTYPE_UINT16, "uint16", 2, 0},
      {MORTISE_DTYPE_UINT32, "uint32", 4, 0},
      {MORTISE_DTYPE_UINT64, "uint64", 8, 0},
      {MORTISE_DTYPE_BOOL, "bool", 1, 0},
  };
  return elements;
}

std::vector<Element> float_elements() {
  std::vector<Element> floats;
  for (const Element& element : numeric_elements()) {
    if (element.epsilon != 0) floats.push_back(element);
  }
  return floats;
}

std::vector<uint8_t> encode(const Element& element, const std::vector<double>& values) {
  std::vector<uint8_t> bytes(values.size() * element.bytes);
  for (size_t i = 0; i < values.size(); ++i) {
    with_type(element.dtype, [&](auto zero) {
      const auto stored = narrow<decltype(zero)>(values[i]);
      std::memcpy(bytes.data() + i * element.bytes, &stored, sizeof stored);
    });
  }
  return bytes;
}

std::vector<double> decode(const Element& element, const std::vector<uint8_t>& bytes) {
  std::vector<double> values(bytes.size() / element.bytes);
  for (size_t i = 0; i < values.size(); ++i) {
    with_type(element.dtype, [&](auto stored) {
      std::memcpy(&stored, bytes.data() + i * element.bytes, sizeof stored);
      values[i] = widen(stored);
    });
  }
  return values;
}

std::vector<double> small_values(const Element& element, uint32_t reduction, uint64_t seed,
                                 uint32_t rank, uint64_t count) {
  std::vector<double> values(count);
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t random = draw(seed, rank, i);
    if (element.dtype == MORTISE_DTYPE_BOOL) {
      values[i] = static_cast<double>(random % 2);
    } else if (reduction == MORTISE_REDUCE_PRODUCT) {
      // At most 2^4 over all ranks, which fits an int8.
      values[i] = rank < 4 ? 1.0 + static_cast<double>(random % 2) : 1.0;
    } else if (is_signed(element)) {
      values[i] = static_cast<double>(random % 16) - 8;
    } else {
      values[i] = static_cast<double>(random % 16);
    }
  }
  return values;
}

std::vector<double> real_values(const Element& element, uint64_t seed, uint32_t rank,
                                uint64_t count) {
  std::vector<double> values(count);
  for (uint64_t i = 0; i < count; ++i) {
    values[i] = static_cast<double>(draw(seed, rank, i) >> 11) * 0x1p-52 - 1;
  }
  return decode(element, encode(element, values));
}

std::vector<uint8_t> random_bytes(uint64_t seed, uint32_t rank, uint64_t count, uint64_t first) {
  const uint64_t key = mix(mix(seed ^ group().seed()) ^ rank);
  std::vector<uint8_t> bytes(count);
  uint64_t word = 0;
  for (uint64_t i = first; i < first + count; ++i) {
    if (i == first || i % 8 == 0) word = mix(key ^ (i / 8));
    bytes[i - first] = static_cast<uint8_t>(word >> (8 * (i % 8)));
  }
  return bytes;
}

uint64_t random_below(uint64_t seed, uint64_t n, uint64_t bound) {
  return draw(seed, ~uint64_t{0}, n) % bound;
}

std::vector<double> reduce_serially(const Element& element, uint32_t reduction,
                                    const std::vector<std::vector<double>>& ranks) {
  std::vector<double> result = ranks.front();
  for (size_t rank = 1; rank < ranks.size(); ++rank) {
    for (size_t i = 0; i < result.size(); ++i) {
      result[i] = combine(element, reduction, result[i], ranks[rank][i]);
    }
  }
  if (reduction == MORTISE_REDUCE_MEAN) {
    for (double& value : result) value /= static_cast<double>(ranks.size());
  }
  return result;
}

std::string describe(const Element& element, uint32_t reduction, uint32_t size) {
  static const char* const kNames[] = {"", "sum", "product", "minimum", "maximum", "mean"};
  return std::string(kNames[reduction]) + " of " + element.name + " on " + std::to_string(size) +
         " ranks";
}

}  // namespace mortise::conform::contract
