// Losses over classes: scores [N, C, d1, …], targets [N, d1, …], optional weights [C].
#pragma once

#include <optional>

#include "ops/common/indices.hpp"

namespace mortise::ops {

enum class LossReduction { kNone, kSum, kMean };

inline LossReduction loss_reduction(const Node& node) {
  const std::string_view name = node.attr_string("reduction", "mean");
  if (name == "none") return LossReduction::kNone;
  if (name == "sum") return LossReduction::kSum;
  if (name == "mean") return LossReduction::kMean;
  invalid("attribute reduction is ", name, "; it must be none, sum or mean");
}

/// Output 0: one loss for each target, or all reduced to one.
inline void infer_loss(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(FloatTypes{}));
  node.check_dtype(1, dtype_set(IndexTypes{}));
  if (node.has_input(2)) {
    node.check_same_dtype(0, 2);
    node.check_rank(2, 1);
  }
  const uint32_t dtype = node.dtype(0);
  const bool reduced = loss_reduction(node) != LossReduction::kNone;
  if (reduced) out.set(0, dtype, Shape{});
  if (!node.ranked(0)) {
    if (!reduced) out.set_like(0, node.type(1), dtype);
    return;
  }
  const ShapeView shape = node.shape(0);
  if (shape.size() < 2) invalid("the scores have shape ", shape, "; they need a class axis 1");
  if (node.has_input(2) && node.ranked(2)) unify_extents(node.shape(2)[0], shape[1]);
  Shape targets = shape.to_vector();
  targets.erase(targets.begin() + 1);
  if (node.ranked(1)) {
    node.check_rank(1, node.rank(0) - 1);
    for (size_t i = 0; i < targets.size(); ++i)
      targets[i] = unify_extents(targets[i], node.shape(1)[i]);
  }
  if (!reduced) out.set(0, dtype, targets);
}

class LossTargets {
 public:
  explicit LossTargets(const Node& node) {
    if (node.has_attr("ignore_index")) ignored_ = node.attr_int("ignore_index");
  }

  /// The class in [0, classes); nothing where the target is to be ignored. Throws on what is no class.
  std::optional<int64_t> at(const mortise_tensor_view_t& targets, int64_t position,
                            int64_t classes) const {
    const int64_t target = targets.dtype == MORTISE_DTYPE_INT64 ? data<int64_t>(targets)[position]
                                                                : data<int32_t>(targets)[position];
    if (ignored_ && target == *ignored_) return std::nullopt;
    if (target < 0 || target >= classes)
      invalid("target ", target, " is no class; there are ", classes);
    return target;
  }

 private:
  std::optional<int64_t> ignored_;
};

}  // namespace mortise::ops
