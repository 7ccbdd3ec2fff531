#include <algorithm>
#include <array>

#include "ops/common/forward.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

enum class Mode { kConstant, kReflect, kEdge, kWrap };

Mode mode_of(const Node& node) {
  const std::string_view mode = node.attr_string("mode", "constant");
  if (mode == "constant") return Mode::kConstant;
  if (mode == "reflect") return Mode::kReflect;
  if (mode == "edge") return Mode::kEdge;
  if (mode == "wrap") return Mode::kWrap;
  invalid("attribute mode is ", mode, "; it must be constant, reflect, edge or wrap");
}

struct Padding {
  int64_t begin = 0, end = 0;  // below zero: elements are removed
};

// One per axis; nothing when pads or axes are not known.
std::optional<std::vector<Padding>> paddings_of(const Node& node) {
  const auto pads = node.constant_ints(1);
  if (!pads || (node.has_input(3) && node.constant(3) == nullptr)) return std::nullopt;
  std::vector<int64_t> axes;
  for (int64_t i = 0; i < node.rank(0); ++i) axes.push_back(i);
  if (node.has_input(3)) {
    axes = *node.constant_ints(3);
    normalize_axes(axes, node.rank(0));
  }
  if (pads->size() != 2 * axes.size()) {
    invalid("pads has ", pads->size(), " values; it must have two for each of ", axes.size(),
            " axes");
  }
  std::vector<Padding> paddings(static_cast<size_t>(node.rank(0)));
  for (size_t i = 0; i < axes.size(); ++i) {
    paddings[static_cast<size_t>(normalize_axis(axes[i], node.rank(0)))] = {
        (*pads)[i], (*pads)[i + axes.size()]};
  }
  return paddings;
}

int64_t padded_extent(int64_t extent, Padding padding, Mode mode) {
  if (padding.begin == 0 && padding.end == 0) return extent;
  if (extent < 0) return MORTISE_DIM_UNKNOWN;
  int64_t sum = 0;
  if (__builtin_add_overflow(extent, padding.begin, &sum) ||
      __builtin_add_overflow(sum, padding.end, &sum) || sum < 0) {
    invalid("extent ", extent, " cannot be padded by ", padding.begin, " and ", padding.end);
  }
  if (extent == 0 && sum > 0 && mode != Mode::kConstant) {
    invalid("an axis without elements can only be padded with a constant");
  }
  return sum;
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, kMovableDtypes);
  const Mode mode = mode_of(node);
  if (node.has_input(2)) {
    node.check_same_dtype(0, 2);
    node.check_scalar(2, kMovableDtypes);
  }
  for (size_t i : {size_t{1}, size_t{3}}) {
    if (node.has_input(i) && node.constant(i) == nullptr) out.need_value(i);
  }
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  const auto paddings = paddings_of(node);
  Shape shape(static_cast<size_t>(node.rank(0)), MORTISE_DIM_UNKNOWN);
  for (size_t i = 0; paddings && i < shape.size(); ++i) {
    shape[i] = padded_extent(node.shape(0)[i], (*paddings)[i], mode);
  }
  out.set(0, node.dtype(0), shape);
}

// The position that one outside of [0, extent) reads; -1: the constant. Requires: extent > 0.
int64_t source(int64_t position, int64_t extent, Mode mode) {
  if (position >= 0 && position < extent) return position;
  const auto modulo = [&](int64_t period) { return (position % period + period) % period; };
  switch (mode) {
    case Mode::kConstant: return -1;
    case Mode::kEdge: return position < 0 ? 0 : extent - 1;
    case Mode::kWrap: return modulo(extent);
    case Mode::kReflect: break;
  }
  if (extent == 1) return 0;
  const int64_t folded = modulo(2 * (extent - 1));
  return folded < extent ? folded : 2 * (extent - 1) - folded;
}

class PadKernel {
 public:
  PadKernel(const Node& node, const KernelContext&)
      : mode_(mode_of(node)), bytes_(element_bytes(node.dtype(0))) {
    check_rank_limit(node);
    const auto paddings = paddings_of(node);
    if (!paddings) unsupported("pads and axes must be constants");
    paddings_ = *paddings;
  }

  void run(const Launch& launch) const {
    const ShapeView in = launch.input_shape(0);
    const ShapeView out = launch.output_shape(0);
    const auto strides = row_major_strides(in);
    const bool empty = element_count(launch.input(0)) == 0;
    std::array<char, 16> zero{};
    const char* constant = launch.has_input(2) ? launch.in<char>(2) : zero.data();
    char* to = launch.out<char>(0);
    std::array<int64_t, kMaxRank> index{};
    for (int64_t left = element_count(launch.output(0)); left > 0; --left) {
      int64_t offset = 0;
      for (size_t i = 0; !empty && offset >= 0 && i < in.size(); ++i) {
        const int64_t position = source(index[i] - paddings_[i].begin, in[i], mode_);
        offset = position < 0 ? -1 : offset + position * strides[i];
      }
      const bool padded = empty || offset < 0;
      move_elements(bytes_, padded ? constant : launch.in<char>(0) + offset * bytes_, 1, to, 1, 1);
      to += bytes_;
      for (size_t i = out.size(); i-- > 0;) {
        if (++index[i] < out[i]) break;
        index[i] = 0;
      }
    }
  }

 private:
  Mode mode_;
  int64_t bytes_;
  std::vector<Padding> paddings_;
};

std::optional<uint32_t> forward(const Node& node, size_t) {
  const auto pads = node.constant_ints(1);
  if (!pads || std::any_of(pads->begin(), pads->end(), [](int64_t pad) { return pad != 0; }))
    return std::nullopt;
  return 0;
}

void gradient(Gradient& g) {
  if (g.node.has_input(2)) return move_gradient(g, {0, 2});
  move_first_gradient(g);
}

}  // namespace

MORTISE_OPERATOR(Pad, 25) {
  op.summary("Elements added around a tensor, or removed")
      .input("data")
      .input("pads")
      .optional_input("constant_value")
      .optional_input("axes")
      .output("output")
      .attribute("mode", MORTISE_ATTRIBUTE_STRING)
      .forward(&forward)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<PadKernel>();
}

}  // namespace mortise::ops
