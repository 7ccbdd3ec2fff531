// Elements of 8 bits and fewer that no C++ type stands for: small floats, and integers that share a byte. Elements that
// share one begin at its lowest bits.
#pragma once

#include "ops/common/operator.hpp"

namespace mortise::ops {

/// Floats of 8 and 4 bits, and integers of 4 and 2.
inline constexpr DtypeSet kSmallDtypes = {0x7fe0000u};

/// How a small float is made of a number that it does not have.
struct SmallRounding {
  bool saturate = true;  // what is too large becomes the largest; otherwise infinity or NaN
  std::string_view mode =
      "up";  // of float8e8m0, which rounds "up", "down" or to the "nearest"; others go to the nearest

  /// The attributes `saturate` and `round_mode`.
  static SmallRounding of(const Node& node);
};

class SmallDtype {
 public:
  /// Requires: kSmallDtypes has the dtype.
  explicit SmallDtype(uint32_t dtype, const SmallRounding& rounding = {});

  bool is_integer() const { return format_ == nullptr && dtype_ != MORTISE_DTYPE_FLOAT8E8M0; }

  double load(const void* data, int64_t index) const;
  /// Integers go towards zero, and keep their lowest bits.
  void store(void* data, int64_t index, double value) const;
  void store(void* data, int64_t index, int64_t value) const;

  /// The least and the largest integer. Requires: is_integer().
  int64_t least() const;
  int64_t largest() const;

  struct Format;

 private:
  void put(void* data, int64_t index, uint32_t code) const;

  uint32_t dtype_;
  uint32_t bits_;
  const Format* format_;  // null for integers and float8e8m0
  SmallRounding rounding_;
};

}  // namespace mortise::ops
