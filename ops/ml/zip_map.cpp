#include "ops/ml/class_labels.hpp"
#include "ops/ml/map.hpp"

namespace mortise::ops {
namespace {

LabelTable check_input(const Node& node) {
  node.check_dtype(0, dtype_set(TypeList<float>{}));
  LabelTable labels = read_class_labels(node);
  if (!node.ranked(0)) return labels;
  const ShapeView shape = node.shape(0);
  if (shape.size() != 1 && shape.size() != 2)
    invalid("X has shape ", shape, "; it must be a row, or rows, of numbers");
  if (shape.back() >= 0 && shape.back() != labels.count())
    invalid("X has ", shape.back(), " numbers in a row for ", labels.count(), " class labels");
  return labels;
}

void infer(const Node& node, Inference& out) {
  check_input(node);
  const MapType map;
  out.set(0, pack_type(MORTISE_VALUE_SEQUENCE, &map.abi()));
}

// The places of labels; of equal ones that of the last, whose number counts.
std::vector<int64_t> distinct_places(const LabelTable& labels) {
  const LabelIndex index(labels);
  std::vector<int64_t> places;
  for (int64_t i = 0; i < labels.count(); ++i) {
    if (index.find(labels, i) == i) places.push_back(i);
  }
  return places;
}

std::optional<std::vector<Value>> restructure(Structure& s) {
  const LabelTable labels = check_input(s.node);
  const ShapeView shape = s.node.shape(0);
  const int64_t row_count = shape.size() == 1 ? 1 : shape[0];
  check_length(row_count);
  Value x = s.node.input_id(0);
  Value keys = labels_constant(s.b, labels);
  const std::vector<int64_t> places = distinct_places(labels);
  const auto width = static_cast<int64_t>(places.size());
  if (width != labels.count()) {
    keys = s.b.node("Gather", {keys, s.b.ints(places)});
    x = s.b.node("Gather", {x, s.b.ints(places)}, {{"axis", -1}});
  }
  std::vector<Value> rows;
  if (row_count > 0) {
    const Value flat = s.b.node("Reshape", {x, s.b.ints({-1})});
    const std::vector<int64_t> parts(static_cast<size_t>(row_count), width);
    rows = s.b.nodes("Split", {flat, s.b.ints(parts)}, parts.size(), {{"axis", 0}});
  }
  const MapType map;
  for (Value& row : rows) row = s.b.pack(map.abi(), {keys, row});
  return {{s.b.pack(pack_type(MORTISE_VALUE_SEQUENCE, &map.abi()), rows)}};
}

}  // namespace

MORTISE_OPERATOR(ZipMap, 1) {
  op.summary("For each row a map from class labels to its numbers, as a sequence")
      .input("X")
      .output("Z")
      .attribute("classlabels_int64s", MORTISE_ATTRIBUTE_INTS)
      .attribute("classlabels_strings", MORTISE_ATTRIBUTE_STRINGS)
      .infer(&infer)
      .restructure(&restructure);
}

}  // namespace mortise::ops
