#include <cmath>

#include "backends/cpu/kernels/conv.hpp"
#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/optimise/absorb.hpp"
#include "backends/cpu/optimise/passes.hpp"

namespace mortise::cpu {
namespace {

/// y = scale[c] * x + shift[c] for each channel c.
struct Affine {
  std::vector<float> scale, shift;
};

/// The constant as one value per channel of a result of this rank; empty when it is not that.
std::vector<float> per_channel(const Rewriter& graph, Value value, size_t rank, int64_t channels) {
  const sdk::ShapeView shape = graph.shape(value);
  std::vector<float> values = graph.floats(value);
  if (values.empty() || shape.size() > rank) return {};
  if (values.size() == 1) return std::vector<float>(static_cast<size_t>(channels), values[0]);
  if (static_cast<int64_t>(values.size()) != channels || shape.size() + 1 < rank) return {};
  if (shape[shape.size() - rank + 1] != channels) return {};
  return values;
}

std::optional<Affine> batch_norm(const Rewriter& graph, const Node& node) {
  if (node.op() != "BatchNormalization" || node.attr_int("training_mode", 0) != 0) {
    return std::nullopt;
  }
  const auto scale = graph.floats(node.input_id(1)), bias = graph.floats(node.input_id(2));
  const auto mean = graph.floats(node.input_id(3)), variance = graph.floats(node.input_id(4));
  const size_t channels = scale.size();
  if (channels == 0 || bias.size() != channels || mean.size() != channels ||
      variance.size() != channels) {
    return std::nullopt;
  }
  Affine affine;
  for (size_t c = 0; c < channels; ++c) {
    const double factor =
        static_cast<double>(scale[c]) /
        std::sqrt(static_cast<double>(variance[c]) + node.attr_float("epsilon", 1e-5));
    affine.scale.push_back(static_cast<float>(factor));
    affine.shift.push_back(static_cast<float>(bias[c] - mean[c] * factor));
  }
  return affine;
}

/// Batch normalisation, a linear step, or arithmetic with one constant per channel, of `value`.
std::optional<Affine> affine_of(const Rewriter& graph, const Node& node, Value value,
                                int64_t channels) {
  if (node.input_id(0) == value) {
    if (auto affine = batch_norm(graph, node)) return affine;
  }
  const auto size = static_cast<size_t>(channels);
  const auto binary = binary_operation(node);
  if (!binary) return std::nullopt;
  const size_t side = node.input_id(0) == value ? 1 : 0;
  const auto c = per_channel(graph, node.input_id(side), graph.shape(value).size(), channels);
  if (c.empty() || !sdk::equal(graph.shape(value), node.output_shape(0))) return std::nullopt;
  if (*binary == Binary::kAdd) return Affine{std::vector<float>(size, 1), c};
  if (*binary == Binary::kMul) return Affine{c, std::vector<float>(size, 0)};
  return std::nullopt;
}

/// A convolution under construction.
class Fused {
 public:
  Fused(Rewriter& graph, const Node& node, bool transposed)
      : graph_(graph),
        node_(node),
        transposed_(transposed),
        geometry_(conv_geometry(node, transposed)),
        weights_(graph.floats(node.input_id(1))),
        bias_(node.has_input(2) ? graph.floats(node.input_id(2)) : std::vector<float>()) {
    absorbed_.result = node.output_id(0);
  }

  bool possible() const { return !weights_.empty() && (!node_.has_input(2) || !bias_.empty()); }

  void take_in() {
    take_affines();
    // The kernel for transposed convolution has no steps, but the 1x1 convolution has.
    if (!transposed_ || overlap_free()) absorbed_.take_steps(graph_, with_residual());
  }

  void emit() {
    if (!transposed_) {
      emit_conv();
    } else if (overlap_free()) {
      emit_interleaved();
    } else if (changed_) {
      emit_transposed();
    }
  }

 private:
  bool with_residual() const { return !transposed_ && !is_point_conv(geometry_); }

  /// Every output pixel comes from one input pixel.
  bool overlap_free() const {
    const ConvGeometry& g = geometry_;
    if (g.spatial() != 2 || g.groups != 1) return false;
    for (size_t d = 0; d < 2; ++d) {
      if (g.strides[d] != g.weights[2 + d] || g.pads_begin[d] != 0 || g.dilations[d] != 1 ||
          g.result[2 + d] != g.source[2 + d] * g.strides[d]) {
        return false;
      }
    }
    return true;
  }

  void take_affines() {
    while (const auto user = graph_.sole_user(absorbed_.result)) {
      std::optional<Affine> affine;
      const std::vector<Step> steps = steps_of(*user);
      if (!steps.empty() && steps[0].kind == Unary::kLinear) {
        const auto channels = static_cast<size_t>(geometry_.out_channels());
        apply({std::vector<float>(channels, steps[0].alpha),
               std::vector<float>(channels, steps[0].beta)});
        absorbed_.result = split_first_step(*user, steps);
        continue;
      }
      affine = affine_of(graph_, *user, absorbed_.result, geometry_.out_channels());
      if (!affine) return;
      apply(*affine);
      absorbed_.result = user->output_id(0);
    }
  }

  /// The steps after the first go to a node of their own, which the convolution may take in next.
  Value split_first_step(const Node& user, const std::vector<Step>& steps) {
    if (steps.size() == 1) return user.output_id(0);
    const TensorType type = graph_.type(user.output_id(0));
    const Value input = user.input_id(0);
    sdk::Attrs first, rest;
    append_program(first, Program::of({steps[0]}));
    append_program(rest, Program::of({steps.begin() + 1, steps.end()}));
    const Value linear =
        graph_.add(kPrivateDomain, "Elementwise", {input}, first, type, user.name());
    const Value tail = graph_.add(kPrivateDomain, "Elementwise", {linear}, rest, type, user.name());
    graph_.replace(user.output_id(0), tail);
    return linear;
  }

  /// The output channel that weight number `index` belongs to.
  size_t channel_of(size_t index) const {
    const auto& shape = geometry_.weights;
    size_t window = 1;
    for (size_t d = 2; d < shape.size(); ++d) window *= static_cast<size_t>(shape[d]);
    const auto second = static_cast<size_t>(shape[1]);
    if (!transposed_) return index / (second * window);
    // [in, out / groups, …]: the group follows from the input channel.
    const size_t in = index / (second * window);
    const size_t group =
        in / (static_cast<size_t>(shape[0]) / static_cast<size_t>(geometry_.groups));
    return group * second + index / window % second;
  }

  void apply(const Affine& affine) {
    changed_ = true;
    bias_.resize(static_cast<size_t>(geometry_.out_channels()), 0.0f);
    for (size_t i = 0; i < weights_.size(); ++i) weights_[i] *= affine.scale[channel_of(i)];
    for (size_t c = 0; c < bias_.size(); ++c) {
      bias_[c] = bias_[c] * affine.scale[c] + affine.shift[c];
    }
  }

  Value weights() {
    return changed_ ? graph_.constant(geometry_.weights, weights_) : node_.input_id(1);
  }
  Value bias() {
    if (bias_.empty()) return MORTISE_NONE;
    return changed_ ? graph_.constant({geometry_.out_channels()}, bias_) : node_.input_id(2);
  }

  void emit_conv() {
    sdk::Attrs attributes = attributes_of(node_);
    absorbed_.append_to(attributes, kResidualPosition);
    std::vector<Value> inputs = {node_.input_id(0), weights(), bias()};
    if (absorbed_.residual != MORTISE_NONE) inputs.push_back(absorbed_.residual);
    finish(graph_.add(kPrivateDomain, "Conv", inputs, attributes, graph_.type(absorbed_.result),
                      node_.name()));
  }

  void emit_transposed() {
    finish(graph_.add("", "ConvTranspose", {node_.input_id(0), weights(), bias()},
                      attributes_of(node_), graph_.type(absorbed_.result), node_.name()));
  }

  void emit_interleaved() {
    const ConvGeometry& g = geometry_;
    const int64_t in = g.source[1], out = g.result[1], cells = g.strides[0] * g.strides[1];
    std::vector<float> weights(weights_.size()), bias;
    for (int64_t i = 0; i < in; ++i) {
      for (int64_t o = 0; o < out; ++o) {
        for (int64_t cell = 0; cell < cells; ++cell) {
          weights[static_cast<size_t>((cell * out + o) * in + i)] =
              weights_[static_cast<size_t>((i * out + o) * cells + cell)];
        }
      }
    }
    for (int64_t cell = 0; cell < cells; ++cell)
      bias.insert(bias.end(), bias_.begin(), bias_.end());
    sdk::Attrs attributes;
    absorbed_.append_to(attributes, kResidualPosition);
    std::vector<Value> inputs = {node_.input_id(0),
                                 graph_.constant({out * cells, in, 1, 1}, weights)};
    if (!bias.empty()) inputs.push_back(graph_.constant({out * cells}, bias));
    const TensorType flat{MORTISE_DTYPE_FLOAT32,
                          {g.source[0], out * cells, g.source[2], g.source[3]}};
    const Value conv = graph_.add(kPrivateDomain, "Conv", inputs, attributes, flat, node_.name());
    finish(graph_.add(kPrivateDomain, "Interleave", {conv}, {}, graph_.type(absorbed_.result),
                      node_.name()));
  }

  void finish(Value made) { graph_.replace(absorbed_.result, made); }

  Rewriter& graph_;
  const Node node_;
  const bool transposed_;
  const ConvGeometry geometry_;
  std::vector<float> weights_, bias_;
  bool changed_ = false;
  Absorbed absorbed_;
};

}  // namespace

void fuse_convolutions(Rewriter& graph) {
  for (uint32_t id : graph.nodes()) {
    if (!graph.alive(id)) continue;
    const Node node = graph.node(id);
    const KernelEntry* entry = find_kernel(node);
    const bool conv = node.op() == "Conv", transposed = node.op() == "ConvTranspose";
    if (!node.domain().empty() || !(conv || transposed) || entry == nullptr ||
        !entry->serves(node)) {
      continue;
    }
    Fused fused(graph, node, transposed);
    if (!fused.possible()) continue;
    fused.take_in();
    fused.emit();
  }
}

}  // namespace mortise::cpu
