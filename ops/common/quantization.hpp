// Quantised elements, and which scale and zero point belong to each: one for all, one for each index of an axis, or one for
// each block of it.
#pragma once

#include "ops/common/axis.hpp"
#include "ops/common/small_dtypes.hpp"

namespace mortise::ops {

using QuantizedTypes = TypeList<uint8_t, int8_t, uint16_t, int16_t>;
using ScaleTypes = TypeList<float, float16, bfloat16>;

/// The small dtypes too, but not float8e8m0, which is for scales.
inline constexpr DtypeSet kQuantizedDtypes = {
    dtype_set(QuantizedTypes{}).bits |
    (kSmallDtypes.bits & ~(uint64_t{1} << MORTISE_DTYPE_FLOAT8E8M0))};

/// Elements of kQuantizedDtypes, or of int32.
class QuantizedDtype {
 public:
  explicit QuantizedDtype(uint32_t dtype, const SmallRounding& rounding = {});

  double load(const void* data, int64_t index) const {
    return small_ ? small_->load(data, index) : load_(data, index);
  }
  /// Integers: the nearest one, halves to even, moved by the zero point and kept within the dtype. Floats: the nearest one.
  void store(void* data, int64_t index, double value, double zero) const;

 private:
  std::optional<SmallDtype> small_;
  double (*load_)(const void*, int64_t) = nullptr;
  void (*store_)(void*, int64_t, double) = nullptr;
};

/// For shape rules: input 1 (and 2 where it is there) fits the axis and the blocks of input 0.
void check_scales(const Node& node);

/// Attribute `axis` of a node with a scale for each index or block; 0 where there is one scale for all.
size_t quantization_axis(const Node& node);

class ScaleIndex {
 public:
  explicit ScaleIndex(const Node& node)
      : axis_(quantization_axis(node)), block_(node.attr_int("block_size", 0)) {}

  /// For the shapes of a launch.
  ScaleIndex of(ShapeView elements, ShapeView scales) const {
    ScaleIndex made = *this;
    made.many_ = !scales.empty() && element_count(scales) != 1;
    if (!made.many_) return made;
    const AxisParts parts(elements, axis_);
    made.extent_ = parts.extent;
    made.inner_ = parts.inner;
    made.scales_ = block_ > 0 ? scales[axis_] : scales[0];
    return made;
  }

  int64_t operator()(int64_t element) const {
    if (!many_) return 0;
    const int64_t index = element / inner_ % extent_;
    if (block_ == 0) return index;
    const int64_t outer = element / inner_ / extent_;
    return (outer * scales_ + index / block_) * inner_ + element % inner_;
  }

 private:
  size_t axis_;
  int64_t block_;
  bool many_ = false;
  int64_t extent_ = 1, inner_ = 1, scales_ = 1;
};

}  // namespace mortise::ops
