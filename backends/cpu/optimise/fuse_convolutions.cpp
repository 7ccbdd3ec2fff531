#include "backends/cpu/kernels/conv.hpp"
#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/optimise/absorb.hpp"
#include "backends/cpu/optimise/passes.hpp"

namespace mortise::cpu {
namespace {

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
    take_linear_steps();
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

  void take_linear_steps() {
    while (const auto user = graph_.sole_user(absorbed_.result)) {
      const std::vector<Step> steps = steps_of(*user);
      if (steps.empty() || steps[0].kind != Unary::kLinear) return;
      apply(steps[0]);
      absorbed_.result = split_first_step(*user, steps);
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

  void apply(const Step& linear) {
    changed_ = true;
    bias_.resize(static_cast<size_t>(geometry_.out_channels()), 0.0f);
    for (float& weight : weights_) weight *= linear.alpha;
    for (float& bias : bias_) bias = bias * linear.alpha + linear.beta;
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
