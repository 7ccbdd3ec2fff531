#include <cmath>

#include "ops/common/arithmetic.hpp"

namespace mortise::ops {
namespace {

int64_t group_count(const Node& node) {
  const int64_t groups = node.attr_int("num_groups");
  if (groups < 1) invalid("attribute num_groups is ", groups);
  return groups;
}

void infer(const Node& node, Inference& out) {
  out.set_like(0, node.type(0), common_dtype(node, dtype_set(FloatTypes{})));
  const int64_t groups = group_count(node);
  if (!node.ranked(0)) return;
  if (node.rank(0) < 2) invalid("X has shape ", node.shape(0), "; it needs a channel axis 1");
  const int64_t channels = node.shape(0)[1];
  if (channels >= 0 && channels % groups != 0)
    invalid(groups, " groups do not divide ", channels, " channels");
  for (size_t i = 1; i < 3; ++i) {
    if (!node.ranked(i)) continue;
    node.check_rank(i, 1);
    unify_extents(node.shape(i)[0], channels);
  }
}

// Wu and He: Group normalization (2018).
class GroupNormalizationKernel {
 public:
  GroupNormalizationKernel(const Node& node, const KernelContext&)
      : groups_(group_count(node)),
        epsilon_(node.attr_float("epsilon", 1e-5)),
        normalize_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Normalize {
          return &GroupNormalizationKernel::normalize<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const { (this->*normalize_)(launch); }

 private:
  using Normalize = void (GroupNormalizationKernel::*)(const Launch&) const;

  template <class T>
  void normalize(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const int64_t plane = element_count(ShapeView(shape.data() + 2, shape.size() - 2));
    const int64_t channels = shape[1] / groups_;
    const int64_t size = channels * plane;
    for (int64_t i = 0; i < shape[0] * groups_; ++i) {
      const T* x = launch.in<T>(0) + i * size;
      T* y = launch.out<T>(0) + i * size;
      double sum = 0, squares = 0;
      for (int64_t k = 0; k < size; ++k) sum += static_cast<double>(load(x[k]));
      const double mean = sum / static_cast<double>(size);
      for (int64_t k = 0; k < size; ++k) {
        const double distance = static_cast<double>(load(x[k])) - mean;
        squares += distance * distance;
      }
      const double deviation = std::sqrt(squares / static_cast<double>(size) + epsilon_);
      for (int64_t k = 0; k < size; ++k) {
        const int64_t channel = i % groups_ * channels + k / plane;
        const auto scale = static_cast<double>(load(launch.in<T>(1)[channel]));
        const auto bias = static_cast<double>(load(launch.in<T>(2)[channel]));
        y[k] = store<T>((static_cast<double>(load(x[k])) - mean) / deviation * scale + bias);
      }
    }
  }

  int64_t groups_;
  double epsilon_;
  Normalize normalize_;
};

// An instance normalisation of groups as channels; then scale and bias by channel.
std::vector<Value> decompose(const Node& node, Builder& b) {
  if (!node.ranked(0)) unsupported("the rank of X must be known");
  const int64_t groups = group_count(node);
  const uint32_t dtype = node.dtype(0);
  const Value x = node.input_id(0);
  // The last extent follows from the others, but not where one of them is 0.
  int64_t rest = 1;
  for (size_t axis = 1; axis < node.shape(0).size(); ++axis)
    rest = node.shape(0)[axis] < 0 || rest < 0 ? -1 : rest * node.shape(0)[axis];
  const Value grouped =
      b.node("Reshape", {x, b.ints({0, groups, rest < 0 ? rest : rest / groups})});
  const Value ones = b.node("Expand", {b.scalar(dtype, 1), b.ints({groups})});
  const Value zeros = b.node("Expand", {b.scalar(dtype, 0), b.ints({groups})});
  const Value normal = b.node("InstanceNormalization", {grouped, ones, zeros},
                              {{"epsilon", node.attr_float("epsilon", 1e-5)}});
  const Value whole = b.node("Reshape", {normal, b.node("Shape", {x})});
  std::vector<int64_t> by_channel(static_cast<size_t>(node.rank(0)) - 1, 1);
  by_channel[0] = -1;
  const Value scale = b.node("Reshape", {node.input_id(1), b.ints(by_channel)});
  const Value bias = b.node("Reshape", {node.input_id(2), b.ints(by_channel)});
  return {b.node("Add", {b.node("Mul", {whole, scale}), bias})};
}

}  // namespace

MORTISE_OPERATOR(GroupNormalization, 21) {
  op.summary("Normalises each group of channels of each sample by its own mean and variance")
      .input("X")
      .input("scale")
      .input("bias")
      .output("Y")
      .attribute("epsilon", MORTISE_ATTRIBUTE_FLOAT)
      .required_attribute("num_groups", MORTISE_ATTRIBUTE_INT)
      .attribute("stash_type", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .in_place(0, 0)
      .infer(&infer)
      .decompose(&decompose)
      .piece([](const Node&, const PieceQuery& query, Pieces& pieces) {
        if (query.axis == 0) pieces.range(0, 0, query.begin, query.end);
      })
      .kernel<GroupNormalizationKernel>();
}

}  // namespace mortise::ops
