// Data types and tensor views: C++ types for dtypes, dispatch on the dtypes that an operator needs, typed access.
//
//   visit_dtype(FloatTypes{}, node.dtype(0), [&](auto tag) { using T = typename decltype(tag)::type; … });
#ifndef MORTISE_SDK_TENSOR_HPP_
#define MORTISE_SDK_TENSOR_HPP_

#include <mortise/abi/tensor.h>
#include <mortise/sdk/half.hpp>
#include <mortise/sdk/status.hpp>

namespace mortise::sdk {

template <class T>
struct Tag {
  using type = T;
};
template <class... T>
struct TypeList {};

template <class... Lists>
struct ConcatTypes;
template <class... T>
struct ConcatTypes<TypeList<T...>> {
  using type = TypeList<T...>;
};
template <class... A, class... B, class... Rest>
struct ConcatTypes<TypeList<A...>, TypeList<B...>, Rest...> {
  using type = typename ConcatTypes<TypeList<A..., B...>, Rest...>::type;
};
template <class... Lists>
using Concat = typename ConcatTypes<Lists...>::type;

using FloatTypes = TypeList<float, double, float16, bfloat16>;
using SignedTypes = TypeList<int8_t, int16_t, int32_t, int64_t>;
using UnsignedTypes = TypeList<uint8_t, uint16_t, uint32_t, uint64_t>;
using IntegerTypes = Concat<SignedTypes, UnsignedTypes>;
using NumericTypes = Concat<FloatTypes, IntegerTypes>;
using SignedNumericTypes = Concat<FloatTypes, SignedTypes>;
using PlainTypes = Concat<NumericTypes, TypeList<bool8>>;

template <class T>
inline constexpr uint32_t kDtype = MORTISE_DTYPE_UNDEFINED;
template <>
inline constexpr uint32_t kDtype<float> = MORTISE_DTYPE_FLOAT32;
template <>
inline constexpr uint32_t kDtype<double> = MORTISE_DTYPE_FLOAT64;
template <>
inline constexpr uint32_t kDtype<float16> = MORTISE_DTYPE_FLOAT16;
template <>
inline constexpr uint32_t kDtype<bfloat16> = MORTISE_DTYPE_BFLOAT16;
template <>
inline constexpr uint32_t kDtype<int8_t> = MORTISE_DTYPE_INT8;
template <>
inline constexpr uint32_t kDtype<int16_t> = MORTISE_DTYPE_INT16;
template <>
inline constexpr uint32_t kDtype<int32_t> = MORTISE_DTYPE_INT32;
template <>
inline constexpr uint32_t kDtype<int64_t> = MORTISE_DTYPE_INT64;
template <>
inline constexpr uint32_t kDtype<uint8_t> = MORTISE_DTYPE_UINT8;
template <>
inline constexpr uint32_t kDtype<uint16_t> = MORTISE_DTYPE_UINT16;
template <>
inline constexpr uint32_t kDtype<uint32_t> = MORTISE_DTYPE_UINT32;
template <>
inline constexpr uint32_t kDtype<uint64_t> = MORTISE_DTYPE_UINT64;
template <>
inline constexpr uint32_t kDtype<bool8> = MORTISE_DTYPE_BOOL;
template <>
inline constexpr uint32_t kDtype<mortise_string_t> = MORTISE_DTYPE_STRING;

/// What T is computed in: float for the 16-bit types, bool for bool8, otherwise T itself.
template <class T>
struct ComputeType {
  using type = T;
};
template <>
struct ComputeType<float16> {
  using type = float;
};
template <>
struct ComputeType<bfloat16> {
  using type = float;
};
template <>
struct ComputeType<bool8> {
  using type = bool;
};
template <class T>
using Compute = typename ComputeType<T>::type;

template <class T>
inline constexpr bool kIsFloat = std::is_floating_point_v<Compute<T>>;

/// Lower-case name; "dtype N" for one that these headers do not know.
inline std::string dtype_name(uint32_t dtype) {
  static constexpr const char* kNames[] = {
      "undefined",      "float32",  "uint8",        "int8",           "uint16",
      "int16",          "int32",    "int64",        "string",         "bool",
      "float16",        "float64",  "uint32",       "uint64",         "complex64",
      "complex128",     "bfloat16", "float8e4m3fn", "float8e4m3fnuz", "float8e5m2",
      "float8e5m2fnuz", "uint4",    "int4",         "float4e2m1",     "float8e8m0",
      "uint2",          "int2"};
  if (dtype < sizeof(kNames) / sizeof(kNames[0])) return kNames[dtype];
  return message("dtype ", dtype);
}

/// Bits of one element; 0 for block-quantised and registered dtypes.
inline uint32_t dtype_bits(uint32_t dtype) {
  static constexpr uint8_t kBits[] = {0,  32,  8,  8, 16, 16, 32, 64, 128, 8, 16, 64, 32, 64,
                                      64, 128, 16, 8, 8,  8,  8,  4,  4,   4, 8,  2,  2};
  return dtype < sizeof(kBits) ? kBits[dtype] : 0;
}
static_assert(sizeof(mortise_string_t) == 16);

/// A set of dtypes below 64.
struct DtypeSet {
  uint64_t bits = 0;

  constexpr bool contains(uint32_t dtype) const {
    return dtype < 64 && ((bits >> dtype) & 1u) != 0;
  }
  std::string to_string() const {
    std::string text;
    for (uint32_t dtype = 0; dtype < 64; ++dtype) {
      if (!contains(dtype)) continue;
      if (!text.empty()) text += ", ";
      text += dtype_name(dtype);
    }
    return text;
  }
};
template <class... T>
constexpr DtypeSet dtype_set(TypeList<T...>) {
  return {((uint64_t{1} << kDtype<T>) | ...)};
}
constexpr DtypeSet operator|(DtypeSet left, DtypeSet right) { return {left.bits | right.bits}; }
/// Every dtype whose elements have whole bytes: what operators that only move elements accept.
inline constexpr DtypeSet kMovableDtypes = {0x11ffffeu};

/// Calls `visitor(Tag<T>)` with the T whose dtype this is. Throws UNSUPPORTED when it is not in the list.
template <class... T, class Visitor>
decltype(auto) visit_dtype(TypeList<T...> list, uint32_t dtype, Visitor&& visitor);

namespace detail {
template <class First, class... Rest, class Visitor>
decltype(auto) visit_next(TypeList<First, Rest...>, uint32_t dtype, DtypeSet all,
                          Visitor& visitor) {
  if constexpr (sizeof...(Rest) > 0) {
    if (dtype != kDtype<First>) return visit_next(TypeList<Rest...>{}, dtype, all, visitor);
  } else {
    if (dtype != kDtype<First>) {
      unsupported("dtype ", dtype_name(dtype), " is not supported; supported are ",
                  all.to_string());
    }
  }
  return visitor(Tag<First>{});
}
}  // namespace detail

template <class... T, class Visitor>
decltype(auto) visit_dtype(TypeList<T...> list, uint32_t dtype, Visitor&& visitor) {
  return detail::visit_next(list, dtype, dtype_set(list), visitor);
}

inline bool all_known(ShapeView shape) {
  for (int64_t extent : shape) {
    if (extent < 0) return false;
  }
  return true;
}

/// Requires: all extents known. Throws when the product does not fit.
inline int64_t element_count(ShapeView shape) {
  int64_t count = 1;
  for (int64_t extent : shape) {
    if (extent == 0) return 0;
  }
  for (int64_t extent : shape) {
    if (__builtin_mul_overflow(count, extent, &count)) {
      invalid("a tensor of shape ", shape, " has too many elements");
    }
  }
  return count;
}

/// Row-major strides, in elements. Requires: all extents known.
inline Shape dense_strides(ShapeView shape) {
  Shape strides(shape.size());
  int64_t stride = 1;
  for (size_t i = shape.size(); i-- > 0;) {
    strides[i] = stride;
    // What does not fit is used by no element: there is an extent of 0.
    __builtin_mul_overflow(stride, shape[i], &stride);
  }
  return strides;
}

/// Bytes that `count` elements take; sub-byte elements are packed. Throws for dtypes whose size is not known here.
inline uint64_t storage_bytes(uint32_t dtype, int64_t count) {
  const uint64_t bits = dtype_bits(dtype);
  if (bits == 0) unsupported("the size of ", dtype_name(dtype), " is not known");
  uint64_t total = 0;
  if (__builtin_mul_overflow(static_cast<uint64_t>(count), bits, &total) ||
      total > UINT64_MAX - 7) {
    invalid("a tensor of ", count, " elements of ", dtype_name(dtype), " is too large");
  }
  return (total + 7) / 8;
}

inline ShapeView shape_of(const mortise_tensor_view_t& view) { return {view.shape, view.rank}; }
inline int64_t element_count(const mortise_tensor_view_t& view) {
  int64_t count = 1;
  for (uint32_t i = 0; i < view.rank; ++i) __builtin_mul_overflow(count, view.shape[i], &count);
  return count;
}
template <class T>
T* data(const mortise_tensor_view_t& view) {
  return static_cast<T*>(view.data);
}

/// A view of dense host memory. `shape` is borrowed.
inline mortise_tensor_view_t host_view(uint32_t dtype, ShapeView shape, const void* memory) {
  mortise_tensor_view_t view{};
  view.struct_size = sizeof(view);
  view.data = const_cast<void*>(memory);
  view.dtype = dtype;
  view.rank = static_cast<uint32_t>(shape.size());
  view.shape = const_cast<int64_t*>(shape.data());
  view.byte_size = storage_bytes(dtype, element_count(shape));
  return view;
}

/// The elements of an integer (or bool) tensor as int64.
inline std::vector<int64_t> to_ints(const mortise_tensor_view_t& view) {
  std::vector<int64_t> values(static_cast<size_t>(element_count(view)));
  visit_dtype(Concat<IntegerTypes, TypeList<bool8>>{}, view.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    for (size_t i = 0; i < values.size(); ++i) {
      values[i] = static_cast<int64_t>(static_cast<Compute<T>>(data<T>(view)[i]));
    }
  });
  return values;
}

/// The elements of a plain tensor as double.
inline std::vector<double> to_doubles(const mortise_tensor_view_t& view) {
  std::vector<double> values(static_cast<size_t>(element_count(view)));
  visit_dtype(PlainTypes{}, view.dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    for (size_t i = 0; i < values.size(); ++i) {
      values[i] = static_cast<double>(static_cast<Compute<T>>(data<T>(view)[i]));
    }
  });
  return values;
}

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_TENSOR_HPP_
