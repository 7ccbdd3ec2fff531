#include "ops/common/axis.hpp"
#include "ops/common/sequence.hpp"

namespace mortise::ops {
namespace {

void check_inputs(const Node& node) {
  check_kind(node, 0, MORTISE_VALUE_TENSOR);
  node.check_dtype(0, kMovableDtypes);
  if (node.ranked(0)) axis_of(node, 0);
  if (!node.has_input(1)) return;
  check_kind(node, 1, MORTISE_VALUE_TENSOR);
  node.check_dtype(1, dtype_set(TypeList<int32_t, int64_t>{}));
  if (node.ranked(1) && node.rank(1) > 1) invalid("split has shape ", node.shape(1));
}

void infer(const Node& node, Inference& out) {
  check_inputs(node);
  out.set(0, SequenceType(node.dtype(0)).abi());
}

/// A scalar is the extent of every part but the last.
std::vector<int64_t> even_parts(int64_t extent, int64_t part) {
  if (part <= 0) invalid("split is ", part, "; the parts' extent must be positive");
  check_length(extent / part + 1);
  std::vector<int64_t> parts;
  for (int64_t begin = 0; begin < extent; begin += part)
    parts.push_back(part < extent - begin ? part : extent - begin);
  return parts;
}

std::optional<std::vector<Value>> restructure(Structure& s) {
  check_inputs(s.node);
  const auto axis = static_cast<int64_t>(axis_of(s.node, 0));
  const int64_t extent = s.node.shape(0)[static_cast<size_t>(axis)];
  std::vector<int64_t> parts;
  if (!s.node.has_input(1)) {
    parts = even_parts(extent, 1);
  } else {
    const auto split = s.node.constant_ints(1);
    if (!split) {
      s.need_value(1);
      return std::nullopt;
    }
    parts = s.node.rank(1) == 0 ? even_parts(extent, (*split)[0]) : *split;
    check_length(static_cast<int64_t>(parts.size()));
  }
  std::vector<Value> items;
  if (!parts.empty()) {
    items =
        s.b.nodes("Split", {s.node.input_id(0), s.b.ints(parts)}, parts.size(), {{"axis", axis}});
  }
  const bool drops_axis = !s.node.has_input(1) && !s.node.attr_bool("keepdims", true);
  for (Value& item : items) {
    if (drops_axis) item = s.b.node("Squeeze", {item, s.b.ints({axis})});
  }
  return {{s.b.pack(SequenceType(s.node.dtype(0)).abi(), items)}};
}

}  // namespace

MORTISE_OPERATOR(SplitToSequence, 24) {
  op.summary("The parts of an axis, as a sequence")
      .input("input")
      .optional_input("split")
      .output("output_sequence")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .attribute("keepdims", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .restructure(&restructure);
}

}  // namespace mortise::ops
