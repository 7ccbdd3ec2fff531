// What the operators of ai.onnx.ml over rows of features share: [batch, features] of any number type in, float32 out.
#pragma once

#include "ops/common/operator.hpp"

namespace mortise::ops {

using FeatureTypes = TypeList<float, double, int32_t, int64_t>;

inline void check_features(const Node& node, size_t input = 0) {
  node.check_dtype(input, dtype_set(FeatureTypes{}));
  node.check_rank(input, 2);
}

/// The same of input 0, which has that many features.
inline void check_feature_count(const Node& node, int64_t count) {
  check_features(node);
  if (node.ranked(0)) unify_extents(node.shape(0)[1], count);
}

/// Rows of input 0; MORTISE_DIM_UNKNOWN when not known.
inline int64_t row_count(const Node& node) {
  return node.ranked(0) ? node.shape(0)[0] : int64_t{MORTISE_DIM_UNKNOWN};
}

/// One number for all features, or one for each. Throws when the node's features are of another count.
inline void check_per_feature(const Node& node, std::string_view attribute, size_t count) {
  if (!node.ranked(0) || node.shape(0)[1] < 0 || count == 1) return;
  if (static_cast<int64_t>(count) != node.shape(0)[1])
    invalid("attribute ", attribute, " has ", count, " elements for ", node.shape(0)[1],
            " features; it must have one, or one for each");
}

/// Rows of `width` float32.
inline void infer_rows(const Node& node, Inference& out, int64_t width) {
  out.set(0, MORTISE_DTYPE_FLOAT32, {row_count(node), width});
}

inline Value to_float32(Builder& b, Value value) {
  return b.node("Cast", {value}, {{"to", uint32_t{MORTISE_DTYPE_FLOAT32}}});
}

inline Value floats(Builder& b, const std::vector<double>& numbers, const Shape& shape) {
  const std::vector<float> narrow(numbers.begin(), numbers.end());
  return b.constant(host_view(MORTISE_DTYPE_FLOAT32, shape, narrow.data()));
}

}  // namespace mortise::ops
