#include "ops/common/quantization.hpp"

#include <algorithm>
#include <cmath>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {

QuantizedDtype::QuantizedDtype(uint32_t dtype, const SmallRounding& rounding) {
  if (kSmallDtypes.contains(dtype)) {
    small_.emplace(dtype, rounding);
    return;
  }
  visit_dtype(Concat<QuantizedTypes, TypeList<int32_t>>{}, dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    load_ = [](const void* data, int64_t index) {
      return static_cast<double>(static_cast<const T*>(data)[index]);
    };
    store_ = [](void* data, int64_t index, double value) {
      static_cast<T*>(data)[index] = saturating_cast<T>(value);
    };
  });
}

void QuantizedDtype::store(void* data, int64_t index, double value, double zero) const {
  if (!small_) return store_(data, index, std::nearbyint(value) + zero);
  if (!small_->is_integer()) return small_->store(data, index, value + zero);
  const double moved = std::isnan(value) ? 0 : std::nearbyint(value) + zero;
  small_->store(data, index,
                std::clamp(moved, static_cast<double>(small_->least()),
                           static_cast<double>(small_->largest())));
}

namespace {

bool is_one(ShapeView scales) { return scales.empty() || (scales.size() == 1 && scales[0] == 1); }
bool may_be_one(ShapeView scales) {
  return is_one(scales) || (scales.size() == 1 && scales[0] < 0);
}

}  // namespace

size_t quantization_axis(const Node& node) {
  if (!node.ranked(0) || !node.ranked(1) || is_one(node.shape(1))) return 0;
  return axis_of(node, 1);
}

void check_scales(const Node& node) {
  const int64_t block = node.attr_int("block_size", 0);
  if (block < 0) invalid("attribute block_size is ", block);
  if (node.has_input(2) && node.ranked(1) && node.ranked(2) &&
      !(may_be_one(node.shape(1)) && may_be_one(node.shape(2)))) {
    node.check_rank(2, node.rank(1));
    for (size_t i = 0; i < node.shape(1).size(); ++i)
      unify_extents(node.shape(1)[i], node.shape(2)[i]);
  }
  if (!node.ranked(0) || !node.ranked(1) || is_one(node.shape(1))) return;
  const size_t axis = axis_of(node, 1);
  const ShapeView scales = node.shape(1);
  if (block == 0) {
    node.check_rank(1, 1);
    unify_extents(scales[0], node.shape(0)[axis]);
    return;
  }
  node.check_rank(1, node.rank(0));
  for (size_t i = 0; i < scales.size(); ++i) {
    const int64_t extent = node.shape(0)[i];
    if (i != axis) {
      unify_extents(scales[i], extent);
    } else if (extent >= 0) {
      unify_extents(scales[i], extent / block + (extent % block != 0 ? 1 : 0));
    }
  }
}

}  // namespace mortise::ops
