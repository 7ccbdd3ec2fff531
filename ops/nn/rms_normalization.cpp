#include <cmath>

#include "ops/common/arithmetic.hpp"
#include "ops/common/walk.hpp"

namespace mortise::ops {
namespace {

int64_t first_axis(const Node& node) {
  return normalize_axis(node.attr_int("axis", -1), node.rank(0));
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(FloatTypes{}));
  node.check_dtype(1, dtype_set(FloatTypes{}));
  const int64_t type = node.attr_int("stash_type", MORTISE_DTYPE_FLOAT32);
  if (type < 0 || type > UINT32_MAX ||
      !dtype_set(FloatTypes{}).contains(static_cast<uint32_t>(type)))
    invalid("attribute stash_type is ", type, "; it must be a float's dtype");
  out.set_like(0, node.type(0), node.dtype(1));
  if (!node.ranked(0)) return;
  const auto axis = static_cast<size_t>(first_axis(node));
  const ShapeView shape = node.shape(0);
  if (!node.ranked(1)) return;
  const ShapeView normalized(shape.data() + axis, shape.size() - axis);
  if (broadcast_shapes(normalized, node.shape(1)).size() != normalized.size())
    invalid("scale has shape ", node.shape(1), "; it must broadcast to ", normalized);
}

// Zhang and Sennrich: Root mean square layer normalization (2019).
class RMSNormalizationKernel {
 public:
  RMSNormalizationKernel(const Node& node, const KernelContext&)
      : axis_(static_cast<size_t>(first_axis(node))),
        epsilon_(node.attr_float("epsilon", 1e-5)),
        normalize_(visit_dtype(FloatTypes{}, node.dtype(0), [&](auto x) {
          return visit_dtype(FloatTypes{}, node.dtype(1), [](auto scale) -> Normalize {
            return &RMSNormalizationKernel::normalize<typename decltype(x)::type,
                                                      typename decltype(scale)::type>;
          });
        })) {
    check_rank_limit(node);
  }
  void run(const Launch& launch) const { (this->*normalize_)(launch); }

 private:
  using Normalize = void (RMSNormalizationKernel::*)(const Launch&) const;

  template <class T, class Scale>
  void normalize(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const ShapeView normalized(shape.data() + axis_, shape.size() - axis_);
    const auto walk = broadcast_walk<1>(normalized, {launch.input_shape(1)});
    const int64_t count = element_count(normalized);
    const int64_t outer = element_count(ShapeView(shape.data(), axis_));
    for (int64_t i = 0; i < outer; ++i) {
      const T* x = launch.in<T>(0) + i * count;
      Scale* y = launch.out<Scale>(0) + i * count;
      double squares = 0;
      for (int64_t k = 0; k < count; ++k) {
        const auto value = static_cast<double>(load(x[k]));
        squares += value * value;
      }
      const double root = std::sqrt(squares / static_cast<double>(count) + epsilon_);
      walk.elements([&](const auto& offset) {
        const auto scale = static_cast<double>(load(launch.in<Scale>(1)[offset[1]]));
        y[offset[0]] = store<Scale>(static_cast<double>(load(x[offset[0]])) / root * scale);
      });
    }
  }

  size_t axis_;
  double epsilon_;
  Normalize normalize_;
};

std::vector<Value> decompose(const Node& node, Builder& b) {
  if (!node.ranked(0)) unsupported("the rank of X must be known");
  if (node.dtype(0) != node.dtype(1)) unsupported("X and scale have different dtypes");
  const auto type = static_cast<uint32_t>(node.attr_int("stash_type", MORTISE_DTYPE_FLOAT32));
  const bool is_wide = node.dtype(0) == MORTISE_DTYPE_FLOAT64;
  const uint32_t dtype = is_wide ? node.dtype(0) : type;
  const auto cast = [&b](Value value, uint32_t from, uint32_t to) {
    return from == to ? value : b.node("Cast", {value}, {{"to", to}});
  };
  std::vector<int64_t> axes;
  for (int64_t axis = first_axis(node); axis < node.rank(0); ++axis) axes.push_back(axis);
  const Value x = cast(node.input_id(0), node.dtype(0), dtype);
  const Value mean = b.node("ReduceMean", {b.node("Mul", {x, x}), b.ints(axes)});
  const Value epsilon = b.scalar(dtype, node.attr_float("epsilon", 1e-5));
  const Value normal = b.node("Div", {x, b.node("Sqrt", {b.node("Add", {mean, epsilon})})});
  return {b.node("Mul", {cast(normal, dtype, node.dtype(1)), node.input_id(1)})};
}

}  // namespace

MORTISE_OPERATOR(RMSNormalization, 23) {
  op.summary("Normalises by the root of the mean square over the last axes")
      .input("X")
      .input("scale")
      .output("Y")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .attribute("epsilon", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("stash_type", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose)
      .piece([](const Node& node, const PieceQuery& query, Pieces& pieces) {
        if (query.axis < first_axis(node)) pieces.range(0, query.axis, query.begin, query.end);
      })
      .kernel<RMSNormalizationKernel>();
}

}  // namespace mortise::ops
