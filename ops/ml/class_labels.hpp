// The labels of a classifier's classes.
#pragma once

#include "ops/ml/features.hpp"
#include "ops/ml/label_table.hpp"

namespace mortise::ops {

/// Strings, or int64 under either of the names that they go by: classlabels_strings, classlabels_int64s, classlabels_ints.
inline LabelTable read_class_labels(const Node& node) {
  LabelTable labels = node.has_attr("classlabels_ints")
                          ? LabelTable::of_ints(node.attr_ints("classlabels_ints", {}))
                          : LabelTable::read(node, "classlabels");
  if (labels.count() == 0) invalid("there are no class labels");
  return labels;
}

/// A label for each row, and, where they are wanted, that many float32 scores.
inline void infer_classes(const Node& node, Inference& out, const LabelTable& labels,
                          int64_t scores) {
  const int64_t rows = row_count(node);
  out.set(0, labels.dtype(), {&rows, 1});
  if (node.wants_output(1)) out.set(1, MORTISE_DTYPE_FLOAT32, {rows, scores});
}

/// The labels as a constant of one axis.
inline Value labels_constant(Builder& b, const LabelTable& labels) {
  const int64_t count = labels.count();
  const ShapeView shape(&count, 1);
  if (labels.dtype() != MORTISE_DTYPE_STRING)
    return b.constant(host_view(labels.dtype(), shape, labels.bytes().data()));
  std::vector<mortise_string_t> texts;
  for (int64_t i = 0; i < count; ++i) texts.push_back(to_abi(labels.text(i)));
  return b.constant(host_view(MORTISE_DTYPE_STRING, shape, texts.data()));
}

}  // namespace mortise::ops
