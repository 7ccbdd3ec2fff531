#include "plugin-sdk/conform/tensor.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace mortise::conform {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

template <class T>
struct Range {
  static constexpr double largest = static_cast<double>(std::numeric_limits<T>::max());
  static constexpr double smallest_normal = static_cast<double>(std::numeric_limits<T>::min());
};
template <>
struct Range<sdk::float16> {
  static constexpr double largest = 65504;
  static constexpr double smallest_normal = 0x1p-14;
};
template <>
struct Range<sdk::bfloat16> {
  static constexpr double largest = 0x1.fep127;
  static constexpr double smallest_normal = 0x1p-126;
};

template <class T>
double random_float(Fill fill, Random& random) {
  switch (fill) {
    case Fill::kPositive: return random.uniform(0.1, 2);
    case Fill::kUnit: return random.uniform(-0.999, 0.999);
    case Fill::kBig:
      return (random.one_in(2) ? -1 : 1) * random.uniform(0.1, 1) * Range<T>::largest;
    case Fill::kTiny:
      return (random.one_in(2) ? -1 : 1) * random.uniform(0.5, 8) * Range<T>::smallest_normal;
    case Fill::kSmallInts: return static_cast<double>(random.below(4));
    case Fill::kNonFinite: {
      const double special[] = {kNan, kInfinity, -kInfinity, 0.0, -0.0};
      return random.one_in(3) ? special[random.below(std::size(special))] : random.uniform(-2, 2);
    }
    case Fill::kSpecial: {
      const double special[] = {kNan,
                                kInfinity,
                                -kInfinity,
                                0.0,
                                -0.0,
                                Range<T>::smallest_normal / 4,
                                Range<T>::largest,
                                -Range<T>::largest,
                                1,
                                -1};
      if (random.one_in(3)) return special[random.below(std::size(special))];
      return random.uniform(-2, 2);
    }
    default: return random.uniform(-2, 2);
  }
}

template <class T>
int64_t random_int(Fill fill, Random& random) {
  using Limits = std::numeric_limits<T>;
  switch (fill) {
    case Fill::kPositive: return random.between(1, 20);
    case Fill::kSmallInts: return random.between(0, 3);
    case Fill::kBig:
      if (random.one_in(2) && std::is_signed_v<T>)
        return static_cast<int64_t>(Limits::min()) + random.between(0, 3);
      return static_cast<int64_t>(Limits::max()) - random.between(0, 3);
    default: return random.between(std::is_signed_v<T> ? -20 : 0, 20);
  }
}

template <class T>
T random_element(Fill fill, Random& random) {
  if constexpr (std::is_same_v<T, sdk::bool8>) {
    return T(random.one_in(2));
  } else if constexpr (sdk::kIsFloat<T>) {
    return T(static_cast<sdk::Compute<T>>(random_float<T>(fill, random)));
  } else {
    return static_cast<T>(random_int<T>(fill, random));
  }
}

std::string position_text(int64_t linear, const sdk::Shape& shape) {
  sdk::Shape position(shape.size());
  for (size_t axis = shape.size(); axis-- > 0;) {
    position[axis] = linear % shape[axis];
    linear /= shape[axis];
  }
  return sdk::message(position);
}

std::string number_text(double value) {
  char text[40];
  std::snprintf(text, sizeof(text), "%.9g", value);
  return text;
}

bool is_close(double actual, double expected, double allowed) {
  if (std::isnan(expected)) return std::isnan(actual);
  if (std::isnan(actual)) return false;
  if (std::isinf(expected) || std::isinf(actual)) return actual == expected;
  return std::abs(actual - expected) <= allowed;
}

// What the kind of difference suggests.
std::string hint(double actual, double expected) {
  if (std::isnan(expected) && !std::isnan(actual))
    return "; NaN in an input must reach the output where the operator's definition says so";
  if (std::isnan(actual)) return "; there is a NaN where none belongs";
  if (std::isinf(expected) != std::isinf(actual))
    return "; infinity or overflow is not treated as the operator's definition says";
  return {};
}

}  // namespace

HostTensor::HostTensor(uint32_t dtype_in, sdk::Shape shape_in)
    : dtype(dtype_in),
      shape(std::move(shape_in)),
      bytes(sdk::storage_bytes(dtype, sdk::element_count(shape)), 0xa5) {}

const char* fill_name(Fill fill) {
  static constexpr const char* kNames[] = {"ordinary", "positive", "unit",      "special",
                                           "big",      "tiny",     "small_ints"};
  return kNames[static_cast<int>(fill)];
}

HostTensor random_tensor(uint32_t dtype, sdk::Shape shape, Fill fill, Random& random) {
  HostTensor tensor(dtype, std::move(shape));
  sdk::visit_dtype(sdk::PlainTypes{}, dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    auto* elements = reinterpret_cast<T*>(tensor.bytes.data());
    for (int64_t i = 0; i < tensor.count(); ++i) elements[i] = random_element<T>(fill, random);
  });
  return tensor;
}

HostTensor int64_tensor(const std::vector<int64_t>& values) {
  HostTensor tensor(MORTISE_DTYPE_INT64, {static_cast<int64_t>(values.size())});
  if (!values.empty()) std::memcpy(tensor.bytes.data(), values.data(), tensor.bytes.size());
  return tensor;
}

HostTensor scalar_tensor(uint32_t dtype, double value) {
  HostTensor tensor(dtype, {});
  sdk::visit_dtype(sdk::PlainTypes{}, dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    *reinterpret_cast<T*>(tensor.bytes.data()) = T(static_cast<sdk::Compute<T>>(value));
  });
  return tensor;
}

HostTensor absolute(const HostTensor& tensor) {
  HostTensor result = tensor;
  if (!sdk::dtype_set(sdk::FloatTypes{}).contains(tensor.dtype)) return result;
  sdk::visit_dtype(sdk::FloatTypes{}, tensor.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    auto* elements = reinterpret_cast<T*>(result.bytes.data());
    for (int64_t i = 0; i < result.count(); ++i)
      elements[i] = T(std::abs(static_cast<sdk::Compute<T>>(elements[i])));
  });
  return result;
}

std::string type_text(const HostTensor& tensor) {
  return sdk::message(sdk::dtype_name(tensor.dtype), tensor.shape);
}

std::string find_difference(const HostTensor& actual, const HostTensor& expected,
                            const Tolerance& tolerance) {
  if (sdk::dtype_set(sdk::PlainTypes{}).contains(expected.dtype) == false) {
    return actual.bytes == expected.bytes ? std::string() : std::string("the bytes differ");
  }
  const std::vector<double> left = sdk::to_doubles(actual.view());
  const std::vector<double> right = sdk::to_doubles(expected.view());
  std::vector<double> scale;
  if (tolerance.scale != nullptr) scale = sdk::to_doubles(tolerance.scale->view());
  const bool is_integer = epsilon_of(expected.dtype) == 0;
  size_t wrong = 0;
  size_t first = 0;
  double first_allowed = 0;
  for (size_t i = 0; i < right.size(); ++i) {
    double allowed = std::max(tolerance.relative * std::abs(right[i]), tolerance.absolute);
    if (!scale.empty()) allowed = std::max(allowed, tolerance.scaled * scale[i]);
    if (is_integer) allowed = 0;
    if (is_close(left[i], right[i], allowed)) continue;
    if (wrong++ == 0) {
      first = i;
      first_allowed = allowed;
    }
  }
  if (wrong == 0) return {};
  return sdk::message(wrong, " of ", right.size(), " elements differ, first at ",
                      position_text(static_cast<int64_t>(first), expected.shape), ": ",
                      number_text(left[first]), " where ", number_text(right[first]),
                      " is right, give or take ", number_text(first_allowed),
                      hint(left[first], right[first]));
}

double epsilon_of(uint32_t dtype) {
  switch (dtype) {
    case MORTISE_DTYPE_FLOAT64: return 0x1p-52;
    case MORTISE_DTYPE_FLOAT32: return 0x1p-23;
    case MORTISE_DTYPE_FLOAT16: return 0x1p-10;
    case MORTISE_DTYPE_BFLOAT16: return 0x1p-7;
    default: return 0;
  }
}

}  // namespace mortise::conform
