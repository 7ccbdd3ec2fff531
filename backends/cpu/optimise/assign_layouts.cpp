// Every node that can is made anew with a blocked result, with a Reorder to the dense form behind it
// for whoever needs that; a later node that takes blocked images reads past the Reorder, and a
// Reorder without readers vanishes.
#include <map>

#include "backends/cpu/kernels/conv.hpp"
#include "backends/cpu/kernels/packed_conv.hpp"
#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/layout.hpp"
#include "backends/cpu/optimise/expression.hpp"
#include "backends/cpu/optimise/passes.hpp"
#include "backends/cpu/optimise/winograd_choice.hpp"

namespace mortise::cpu {
namespace {

class Assigner {
 public:
  Assigner(Rewriter& graph, const Options& options)
      : graph_(graph),
        options_(options),
        winograd_(options.winograd ? choose_winograd(graph) : std::set<uint32_t>()) {}

  void visit(const Node& node) {
    if (node.output_count() != 1 || !node.wants_output(0) || !node.has_input(0)) return;
    const std::string_view op = node.op();
    const bool ours = node.domain() == kPrivateDomain;
    if (ours && op == "Conv") return convolution(node);
    if (ours && op == "ScaleChannels") return scale_channels(node);
    if (ours && op == "Interleave") return interleave(node);
    if (op == "GlobalAveragePool" || is_global_mean(node)) return global_mean(node);
    if (op == "AveragePool" || op == "MaxPool" || op == "Resize") return image_to_image(node);
    if (op == "Concat") return concat(node);
    elementwise(node);
  }

 private:
  /// The blocked value behind a dense one; MORTISE_NONE when it is at home in dense form.
  Value blocked_source(Value dense) const {
    const auto node = graph_.producer(dense);
    if (!node || node->domain() != kPrivateDomain || node->op() != "Reorder") return MORTISE_NONE;
    return graph_.value(node->input_id(0)).type->layout != nullptr ? node->input_id(0)
                                                                   : MORTISE_NONE;
  }
  bool is_blocked(Value dense) const { return blocked_source(dense) != MORTISE_NONE; }

  TensorType blocked_type(Value like, LayoutPointer& keeper) const {
    TensorType type = graph_.type(like);
    Image image = image_of(*graph_.value(like).type);
    image.block = block_;
    keeper.reset(new BlockedLayout(image));
    type.layout = keeper.get();
    return type;
  }

  /// The value in blocked form. Requires: may_be_blocked.
  Value blocked_form(Value dense) {
    const Value source = blocked_source(dense);
    if (source != MORTISE_NONE) return source;
    Value& packed = packed_.try_emplace(dense, MORTISE_NONE).first->second;
    if (packed == MORTISE_NONE) {
      LayoutPointer keeper;
      const TensorType type = blocked_type(dense, keeper);
      packed = graph_.add(kPrivateDomain, "Reorder", {dense}, {}, type, "");
    }
    return packed;
  }

  /// Replaces the node by a private one with a blocked result.
  void make_blocked(const Node& node, std::string_view op, const std::vector<Value>& inputs,
                    const sdk::Attrs& attributes) {
    const Value old = node.output_id(0);
    LayoutPointer keeper;
    const TensorType dense = graph_.type(old);
    const TensorType type = blocked_type(old, keeper);
    const Value made = graph_.add(kPrivateDomain, op, inputs, attributes, type, node.name());
    graph_.replace(old, graph_.add(kPrivateDomain, "Reorder", {made}, {}, dense, ""));
  }

  static bool has_kernel(const Node& node) {
    const KernelEntry* entry = find_kernel(node);
    return entry != nullptr && entry->serves(node);
  }
  bool result_may_be_blocked(const Node& node) const { return may_be_blocked(node.output_type(0)); }

  void convolution(const Node& node) {
    if (!result_may_be_blocked(node) || !may_be_blocked(node.type(0))) return;
    const ConvGeometry geometry = conv_geometry(node, false);
    std::vector<Value> inputs = node.input_ids();
    const ConvLayouts layouts = conv_layouts(geometry, block_);
    if (options_.matrix_unit &&
        (worth_packing(geometry) || (!layouts.result && can_pack(geometry)))) {
      inputs[0] = blocked_form(inputs[0]);
      if (node.has_input(3)) inputs[3] = blocked_form(inputs[3]);
      return make_blocked(node, "PackedConv", inputs, attributes_of(node));
    }
    if (!layouts.result) return;

    const bool take_dense = layouts.dense_source && !is_blocked(inputs[0]);
    if (!take_dense && !layouts.source) return;
    if (!take_dense) inputs[0] = blocked_form(inputs[0]);
    if (node.has_input(3)) inputs[3] = blocked_form(inputs[3]);
    sdk::Attrs attributes = attributes_of(node);
    attributes.emplace_back(kWinograd, static_cast<int64_t>(winograd_.count(node.id())));
    make_blocked(node, "Conv", inputs, attributes);
  }

  void scale_channels(const Node& node) {
    std::vector<Value> inputs = node.input_ids();
    if (!is_blocked(inputs[0])) return;
    inputs[0] = blocked_form(inputs[0]);
    if (inputs.size() > 2) inputs[2] = blocked_form(inputs[2]);
    make_blocked(node, "ScaleChannels", inputs, attributes_of(node));
  }

  void interleave(const Node& node) {
    if (!is_blocked(node.input_id(0))) return;
    const Value source = blocked_form(node.input_id(0));
    if (node.output_shape(0)[1] % block_ == 0) {
      make_blocked(node, "Interleave", {source}, {});
    } else {
      replace_dense(node, "Interleave", {source}, {});
    }
  }

  /// A dense result from blocked inputs.
  void replace_dense(const Node& node, std::string_view op, const std::vector<Value>& inputs,
                     const sdk::Attrs& attributes) {
    const Value old = node.output_id(0);
    graph_.replace(
        old, graph_.add(kPrivateDomain, op, inputs, attributes, graph_.type(old), node.name()));
  }

  /// ReduceMean over both spatial dimensions, which stay.
  bool is_global_mean(const Node& node) const {
    if (node.op() != "ReduceMean" || node.rank(0) != 4 || node.attr_int("keepdims", 1) == 0 ||
        !node.has_input(1) || node.constant(1) == nullptr) {
      return false;
    }
    sdk::Shape expected = node.shape(0).to_vector();
    const std::vector<int64_t> axes = sdk::to_ints(*node.constant(1));
    for (const int64_t axis : axes) {
      const int64_t counted = axis < 0 ? axis + 4 : axis;
      if (counted != 2 && counted != 3) return false;
      expected[static_cast<size_t>(counted)] = 1;
    }
    return axes.size() == 2 && expected[2] == 1 && expected[3] == 1 &&
           sdk::equal(node.output_shape(0), expected);
  }

  void global_mean(const Node& node) {
    if (!is_blocked(node.input_id(0)) || !has_kernel(node)) return;
    replace_dense(node, "GlobalAveragePool", {blocked_form(node.input_id(0))}, {});
  }

  void image_to_image(const Node& node) {
    std::vector<Value> inputs = node.input_ids();
    if (!is_blocked(inputs[0]) || !result_may_be_blocked(node) || !has_kernel(node)) return;
    inputs[0] = blocked_form(inputs[0]);
    make_blocked(node, std::string(node.op()), inputs, attributes_of(node));
  }

  /// Along channels, when every input but the last fills whole blocks.
  void concat(const Node& node) {
    int64_t axis = node.attr_int("axis", 0);
    if (axis < 0) axis += node.rank(0);
    if (axis != 1 || !result_may_be_blocked(node) || !has_kernel(node)) return;
    std::vector<Value> inputs = node.input_ids();
    for (size_t i = 0; i < inputs.size(); ++i) {
      if (!is_blocked(inputs[i])) return;
      if (i + 1 < inputs.size() && graph_.shape(inputs[i])[1] % block_ != 0) return;
    }
    for (Value& input : inputs) input = blocked_form(input);
    make_blocked(node, "Concat", inputs, attributes_of(node));
  }

  void elementwise(const Node& node) {
    auto expression = expression_of(node);
    if (!expression || !result_may_be_blocked(node)) return;
    bool any_blocked = false;
    for (Value input : expression->inputs) {
      const bool whole = sdk::equal(graph_.shape(input), node.output_shape(0));
      any_blocked = any_blocked || (whole && is_blocked(input));
      if (!whole && sdk::element_count(graph_.shape(input)) != 1) return;
    }
    if (!any_blocked) return;
    for (Value& input : expression->inputs) {
      if (sdk::equal(graph_.shape(input), node.output_shape(0))) input = blocked_form(input);
    }
    sdk::Attrs attributes;
    append_program(attributes, expression->program);
    make_blocked(node, "Elementwise", expression->inputs, attributes);
  }

  Rewriter& graph_;
  const Options options_;
  const std::set<uint32_t> winograd_;
  const int64_t block_ = preferred_block();
  std::map<Value, Value> packed_;  // dense values and their blocked copies
};

}  // namespace

void assign_layouts(Rewriter& graph, const Options& options) {
  Assigner assigner(graph, options);
  for (uint32_t id : graph.nodes()) {
    if (graph.alive(id)) assigner.visit(graph.node(id));
  }
}

}  // namespace mortise::cpu
