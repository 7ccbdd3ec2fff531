#include <cmath>

#include "ops/common/arithmetic.hpp"
#include "ops/common/walk.hpp"

namespace mortise::ops {
namespace {

// Mean and InvStdDev have the type in which the statistics are computed: float, or the input's own, `dtype`.
uint32_t statistics_dtype(const Node& node, uint32_t dtype) {
  const int64_t type = node.attr_int("stash_type", MORTISE_DTYPE_FLOAT32);
  if (type != MORTISE_DTYPE_FLOAT32 && type != MORTISE_DTYPE_BFLOAT16) {
    invalid("attribute stash_type is ", type, "; it must be 1 (float32) or 16 (bfloat16)");
  }
  if (dtype == MORTISE_DTYPE_FLOAT64 || dtype == MORTISE_DTYPE_UNDEFINED) return dtype;
  return static_cast<uint32_t>(type);
}

int64_t first_axis(const Node& node) {
  return normalize_axis(node.attr_int("axis", -1), node.rank(0));
}

/// False where `shape` would widen `target`, as far as the extents are known.
bool broadcasts_to(ShapeView target, ShapeView shape) {
  const Shape both = broadcast_shapes(target, shape);
  if (both.size() != target.size()) return false;
  for (size_t i = 0; i < both.size(); ++i) {
    if (target[i] >= 0 && both[i] >= 0 && both[i] != target[i]) return false;
  }
  return true;
}

void infer(const Node& node, Inference& out) {
  const uint32_t dtype = common_dtype(node, dtype_set(FloatTypes{}));
  out.set_like(0, node.type(0), dtype);
  const uint32_t statistics = statistics_dtype(node, dtype);
  if (!node.ranked(0)) {
    for (size_t i = 1; i < node.output_count(); ++i) out.set_unranked(i, statistics);
    return;
  }
  const size_t axis = static_cast<size_t>(first_axis(node));
  const ShapeView shape = node.shape(0);
  const ShapeView normalized(shape.data() + axis, shape.size() - axis);
  for (size_t i = 1; i < node.input_count(); ++i) {
    if (!node.has_input(i) || !node.ranked(i)) continue;
    if (!broadcasts_to(normalized, node.shape(i))) {
      invalid("input ", i, " has shape ", node.shape(i), "; it must broadcast to ", normalized);
    }
  }
  Shape kept = shape.to_vector();
  for (size_t i = axis; i < kept.size(); ++i) kept[i] = 1;
  out.set(0, dtype, shape);
  for (size_t i = 1; i < node.output_count(); ++i) out.set(i, statistics, kept);
}

std::vector<int64_t> normalized_axes(const Node& node) {
  if (!node.ranked(0)) unsupported("the rank of X must be known");
  std::vector<int64_t> axes;
  for (int64_t i = first_axis(node); i < node.rank(0); ++i) axes.push_back(i);
  return axes;
}

/// What decomposition and gradient share, in the type of the statistics.
struct Normalized {
  Value values, mean, inverse_deviation;
};
Normalized normalize(const Node& node, Builder& b, Value x, Value axes, uint32_t dtype) {
  const Value epsilon = b.scalar(dtype, node.attr_float("epsilon", 1e-5));
  const Value mean = b.node("ReduceMean", {x, axes});
  const Value centered = b.node("Sub", {x, mean});
  const Value variance = b.node("ReduceMean", {b.node("Mul", {centered, centered}), axes});
  const Value deviation = b.node("Sqrt", {b.node("Add", {variance, epsilon})});
  const Value inverse = b.node("Div", {b.scalar(dtype, 1), deviation});
  return {b.node("Mul", {centered, inverse}), mean, inverse};
}

Value cast(Builder& b, Value value, uint32_t from, uint32_t to) {
  return from == to ? value : b.node("Cast", {value}, {{"to", to}});
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  const uint32_t dtype = node.dtype(0);
  const uint32_t statistics = statistics_dtype(node, node.dtype(0));
  const Value x = cast(b, node.input_id(0), dtype, statistics);
  const Normalized n = normalize(node, b, x, b.ints(normalized_axes(node)), statistics);
  Value y = b.node("Mul", {cast(b, n.values, statistics, dtype), node.input_id(1)});
  if (node.has_input(2)) y = b.node("Add", {y, node.input_id(2)});
  return {y, n.mean, n.inverse_deviation};
}

// With h = (x - mean) r and dh = dy scale: dx = r (dh - mean(dh) - h mean(dh h)).
// Ba, Kiros, Hinton: Layer Normalization (2016).
void gradient(Gradient& g) {
  const Node& node = g.node;
  Builder& b = g.b;
  if (!g.has_output(0)) return;
  for (size_t i = 1; i < node.output_count(); ++i) {
    if (g.has_output(i)) unsupported("there is no gradient through Mean and InvStdDev");
  }
  const Value dy = g.output(0);
  const Value axes = b.ints(normalized_axes(node));
  const Normalized n = normalize(node, b, g.input_value(0), axes, node.dtype(0));
  const Value dh = b.node("Mul", {dy, g.input_value(1)});
  const Value mean_dh = b.node("ReduceMean", {dh, axes});
  const Value mean_product = b.node("ReduceMean", {b.node("Mul", {dh, n.values}), axes});
  const Value rest =
      b.node("Sub", {b.node("Sub", {dh, mean_dh}), b.node("Mul", {n.values, mean_product})});
  g.set_input(0, b.node("Mul", {rest, n.inverse_deviation}));
  const Value scale_gradient = b.node("Mul", {dy, n.values});
  g.set_input(1, b.mortise_node("SumTo", {scale_gradient, g.input_value(1)}));
  if (node.has_input(2)) g.set_input(2, b.mortise_node("SumTo", {dy, g.input_value(2)}));
}

void piece(const Node& node, const PieceQuery& query, Pieces& pieces) {
  if (query.axis < first_axis(node)) pieces.range(0, query.axis, query.begin, query.end);
}

void store_statistic(const Launch& launch, size_t output, int64_t index, double value) {
  if (!launch.wants_output(output)) return;
  visit_dtype(FloatTypes{}, launch.output(output).dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    launch.out<T>(output)[index] = store<T>(value);
  });
}

class LayerNormalizationKernel {
 public:
  LayerNormalizationKernel(const Node& node, const KernelContext&)
      : axis_(static_cast<size_t>(first_axis(node))),
        epsilon_(node.attr_float("epsilon", 1e-5)),
        normalize_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Normalize {
          return &LayerNormalizationKernel::normalize_all<typename decltype(tag)::type>;
        })) {
    check_rank_limit(node);
  }
  void run(const Launch& launch) const { (this->*normalize_)(launch); }

 private:
  using Normalize = void (LayerNormalizationKernel::*)(const Launch&) const;

  template <class T>
  void normalize_all(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const ShapeView normalized(shape.data() + axis_, shape.size() - axis_);
    const ShapeView bias = launch.has_input(2) ? launch.input_shape(2) : ShapeView();
    const auto walk = broadcast_walk<2>(normalized, {launch.input_shape(1), bias});
    const int64_t count = walk.count();
    const int64_t outer = element_count(ShapeView(shape.data(), axis_));
    for (int64_t i = 0; i < outer; ++i) {
      const T* x = launch.in<T>(0) + i * count;
      double sum = 0;
      for (int64_t k = 0; k < count; ++k) sum += load(x[k]);
      const double mean = sum / static_cast<double>(count);
      double squares = 0;
      for (int64_t k = 0; k < count; ++k) squares += (load(x[k]) - mean) * (load(x[k]) - mean);
      const double inverse = 1 / std::sqrt(squares / static_cast<double>(count) + epsilon_);
      store_statistic(launch, 1, i, mean);
      store_statistic(launch, 2, i, inverse);
      if (!launch.wants_output(0)) continue;
      T* y = launch.out<T>(0) + i * count;
      walk.elements([&](const auto& offset) {
        const double shift = launch.has_input(2) ? load(launch.in<T>(2)[offset[2]]) : 0;
        y[offset[0]] = store<T>(
            (load(x[offset[0]]) - mean) * inverse * load(launch.in<T>(1)[offset[1]]) + shift);
      });
    }
  }

  size_t axis_;
  double epsilon_;
  Normalize normalize_;
};

}  // namespace

MORTISE_OPERATOR(LayerNormalization, 17) {
  op.summary("Zero mean and unit variance over the last axes, then scale and shift")
      .input("X")
      .input("Scale")
      .optional_input("B")
      .output("Y")
      .optional_output("Mean")
      .optional_output("InvStdDev")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .attribute("epsilon", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("stash_type", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .in_place(0, 0)
      .infer(&infer)
      .gradient(&gradient)
      .decompose(&decompose)
      .piece(&piece)
      .kernel<LayerNormalizationKernel>();
}

}  // namespace mortise::ops
