// Operators, declared. A definition function fills an Operator:
//
//   void define(Operator& op) {
//     op.summary("…").input("X").output("Y").attribute("axis", MORTISE_ATTRIBUTE_INT)
//         .flags(MORTISE_OPERATOR_PURE).precision(MORTISE_PRECISION_HALF)
//         .infer(&infer).gradient(&gradient).decompose(&decompose).piece(&piece).kernel<Softmax>();
//   }
//
// and OperatorProvider (operator_provider.hpp) hands what came of it to the core. Before a shape rule or a kernel sees a node, its
// inputs, outputs and attributes have been checked against the declaration.
#ifndef MORTISE_SDK_OPERATOR_HPP_
#define MORTISE_SDK_OPERATOR_HPP_

#include <mortise/abi/operator.h>
#include <mortise/sdk/inference.hpp>
#include <mortise/sdk/kernel.hpp>
#include <mortise/sdk/node_copy.hpp>

#include <deque>
#include <memory>

namespace mortise::sdk {

/// A gradient at work: gradients of outputs in, gradients of inputs out. Adds nodes through `b`.
class Gradient {
 public:
  Gradient(const Node& node_in, Builder& b_in, const uint32_t* outputs, uint32_t* inputs)
      : node(node_in), b(b_in), outputs_(outputs), inputs_(inputs) {}
  bool has_output(size_t index) const {
    return index < node.output_count() && outputs_[index] != MORTISE_NONE;
  }
  /// MORTISE_NONE: zero.
  Value output(size_t index) const { return outputs_[index]; }
  /// What is not set has no gradient.
  void set_input(size_t index, Value gradient) { inputs_[index] = gradient; }
  Value input_value(size_t index) const { return node.input_id(index); }
  Value output_value(size_t index) const { return node.output_id(index); }

  const Node& node;
  Builder& b;

 private:
  const uint32_t* outputs_;
  uint32_t* inputs_;
};

/// The question of a piece rule: what does [begin, end) of `axis` of `output` need?
struct PieceQuery {
  size_t output;
  int64_t axis;
  int64_t begin;
  int64_t end;
};

/// The answer, per input; what is not set is needed whole.
class Pieces {
 public:
  Pieces(mortise_piece_t* pieces, size_t count) : pieces_(pieces), count_(count) {
    for (size_t i = 0; i < count; ++i) {
      pieces_[i] = {sizeof(mortise_piece_t), MORTISE_PIECE_WHOLE, MORTISE_COMBINE_NONE, 0, 0, 0};
    }
  }
  size_t count() const { return count_; }
  void range(size_t input, int64_t axis, int64_t begin, int64_t end) {
    pieces_[input] = {
        sizeof(mortise_piece_t), MORTISE_PIECE_RANGE, MORTISE_COMBINE_NONE, axis, begin, end};
  }
  /// An input that decides shapes alone.
  void shape(size_t input) { pieces_[input].kind = MORTISE_PIECE_SHAPE; }
  void partial(size_t input, int64_t axis, uint32_t combine) {
    pieces_[input] = {sizeof(mortise_piece_t), MORTISE_PIECE_PARTIAL, combine, axis, 0, 0};
  }

 private:
  mortise_piece_t* pieces_;
  size_t count_;
};

/// A structural rule at work: what replaces a node over sequences and optionals, or a branch.
class Structure {
 public:
  Structure(const Node& node_in, Builder& b_in, const mortise_structure_t* abi)
      : node(node_in), b(b_in), reader(abi->graph, abi->view), abi_(abi) {}

  /// The input's items. Throws when it is a tensor.
  std::vector<Value> items(size_t input) const {
    const std::optional<std::vector<Value>> found = reader.items(node.input_id(input));
    if (!found) invalid("input ", input, " is a tensor; it must be a sequence or an optional");
    return *found;
  }
  GraphReader body(const mortise_graph_t* graph) const { return GraphReader(graph, abi_->view); }
  /// What replaces the node depends on the content of `input`, which is not known. The rule then returns
  /// std::nullopt.
  void need_value(size_t input) { abi_->need_value(abi_->self, input); }

  const Node& node;
  Builder& b;
  const GraphReader reader;

 private:
  const mortise_structure_t* abi_;
};

/// How a node repeats a body; see mortise_loop_t. Roles are set for each of its inputs and outputs.
struct LoopPlan {
  std::string_view body;  // the attribute's name; lives as long as the program
  uint32_t flags = 0;     // MORTISE_LOOP_BODY_…
  Span<mortise_loop_port_t> inputs, outputs;
};

class Operator {
 public:
  using InferRule = void (*)(const Node& node, Inference& out);
  using GradientRule = void (*)(Gradient& gradient);
  using DecomposeRule = std::vector<Value> (*)(const Node& node, Builder& b);
  /// The values that replace the outputs; nothing when the node stays, or needs a value.
  using StructureRule = std::optional<std::vector<Value>> (*)(Structure& structure);
  using LoopRule = void (*)(const Node& node, LoopPlan& plan);
  using PieceRule = void (*)(const Node& node, const PieceQuery& query, Pieces& pieces);
  using FlopsRule = double (*)(const Node& node);
  /// The input that the output equals; nothing when it equals none.
  using ForwardRule = std::optional<uint32_t> (*)(const Node& node, size_t output);
  using KernelMaker = mortise_kernel_t* (*)(const Node& node, const KernelContext& context);

  Operator(const mortise_host_t* host, std::string_view domain, std::string_view name,
           uint32_t version)
      : host_(host) {
    object_.self = this;
    object_.struct_size = sizeof(mortise_operator_t);
    object_.domain = keep(domain);
    object_.name = keep(name);
    object_.version = version;
    object_.flags = MORTISE_OPERATOR_PURE;
  }
  Operator(const Operator&) = delete;
  Operator& operator=(const Operator&) = delete;

  Operator& summary(std::string_view text) {
    object_.summary = keep(text);
    return *this;
  }
  Operator& input(std::string_view name, uint32_t flags = 0) {
    inputs_.push_back({sizeof(mortise_formal_t), keep(name), flags, 0});
    object_.inputs = inputs_.data();
    object_.input_count = inputs_.size();
    return *this;
  }
  Operator& optional_input(std::string_view name) { return input(name, MORTISE_FORMAL_OPTIONAL); }
  Operator& variadic_input(std::string_view name, uint32_t flags = 0) {
    return input(name, MORTISE_FORMAL_VARIADIC | flags);
  }
  Operator& output(std::string_view name, uint32_t flags = 0) {
    outputs_.push_back({sizeof(mortise_formal_t), keep(name), flags, 0});
    object_.outputs = outputs_.data();
    object_.output_count = outputs_.size();
    return *this;
  }
  Operator& optional_output(std::string_view name) { return output(name, MORTISE_FORMAL_OPTIONAL); }
  Operator& attribute(std::string_view name, uint32_t kind, bool required = false) {
    attributes_.push_back(
        {sizeof(mortise_formal_attribute_t), keep(name), kind, required ? 1u : 0u});
    object_.attributes = attributes_.data();
    object_.attribute_count = attributes_.size();
    return *this;
  }
  Operator& required_attribute(std::string_view name, uint32_t kind) {
    return attribute(name, kind, true);
  }
  /// Replaces the flags; they start as MORTISE_OPERATOR_PURE.
  Operator& flags(uint32_t flags) {
    object_.flags = flags;
    return *this;
  }
  Operator& precision(uint32_t precision_class) {
    object_.precision_class = precision_class;
    return *this;
  }
  /// The output may use the memory of the input when that dies here.
  Operator& in_place(uint32_t input, uint32_t output) {
    in_place_.push_back({input, output});
    object_.in_place = reinterpret_cast<const uint32_t(*)[2]>(in_place_.data());
    object_.in_place_count = in_place_.size();
    return *this;
  }

  Operator& infer(InferRule rule) {
    infer_ = rule;
    object_.infer = &infer_entry;
    return *this;
  }
  Operator& gradient(GradientRule rule) {
    gradient_ = rule;
    object_.gradient = &gradient_entry;
    return *this;
  }
  Operator& decompose(DecomposeRule rule) {
    decompose_ = rule;
    object_.decompose = &decompose_entry;
    return *this;
  }
  /// The decomposition serves gradients alone: it runs worse than the whole. After flags().
  Operator& keep_whole() {
    object_.flags |= MORTISE_OPERATOR_KEEP_WHOLE;
    return *this;
  }
  Operator& restructure(StructureRule rule) {
    restructure_ = rule;
    object_.restructure = &restructure_entry;
    return *this;
  }
  Operator& loop(LoopRule rule) {
    loop_ = rule;
    object_.loop = &loop_entry;
    return *this;
  }
  Operator& piece(PieceRule rule) {
    piece_ = rule;
    object_.piece = &piece_entry;
    return *this;
  }
  Operator& forward(ForwardRule rule) {
    forward_ = rule;
    object_.forward = &forward_entry;
    return *this;
  }
  /// The rule must not throw.
  Operator& flops(FlopsRule rule) {
    flops_ = rule;
    object_.flops = [](const mortise_operator_t* self, const mortise_node_t* node) {
      return from(self).flops_(Node(node));
    };
    return *this;
  }

  Operator& kernel_maker(KernelMaker maker, std::string_view device_kind = "*") {
    kernels_.emplace_back();
    KernelDefinition& kernel = kernels_.back();
    kernel.owner = this;
    kernel.maker = maker;
    kernel.struct_size = sizeof(mortise_kernel_definition_t);
    kernel.device_kind = keep(device_kind);
    kernel.domain = object_.domain;
    kernel.op = object_.name;
    kernel.version = object_.version;
    kernel.query = &kernel_query_entry;
    kernel.create = &kernel_create_entry;
    return *this;
  }
  /// T as kernel.hpp describes it.
  template <class T>
  Operator& kernel(std::string_view device_kind = "*") {
    return kernel_maker(&make_kernel<T>, device_kind);
  }

  const mortise_operator_t* abi() const { return &object_; }
  size_t kernel_count() const { return kernels_.size(); }
  const mortise_kernel_definition_t* kernel_at(size_t index) const { return &kernels_[index]; }

 private:
  struct Object : mortise_operator_t {
    Object() : mortise_operator_t{} {}
    const Operator* self = nullptr;
  };
  struct KernelDefinition : mortise_kernel_definition_t {
    KernelDefinition() : mortise_kernel_definition_t{} {}
    const Operator* owner = nullptr;
    KernelMaker maker = nullptr;
  };
  struct Pair {
    uint32_t input, output;
  };
  static_assert(sizeof(Pair) == sizeof(uint32_t[2]));

  mortise_string_t keep(std::string_view text) {
    texts_.emplace_back(text);
    return to_abi(texts_.back());
  }
  static const Operator& from(const mortise_operator_t* self) {
    return *static_cast<const Object*>(self)->self;
  }

  static mortise_status_t* infer_entry(const mortise_operator_t* self, const mortise_node_t* node,
                                       const mortise_inference_t* out) {
    return guard_node(node, [&](const Node& checked) {
      check_struct(out, "mortise_inference_t");
      from(self).check_declared(checked);
      Inference inference(out);
      from(self).infer_(checked, inference);
    });
  }
  static mortise_status_t* gradient_entry(const mortise_operator_t* self,
                                          const mortise_node_t* node, mortise_graph_t* graph,
                                          const mortise_graph_edit_t* edit,
                                          const uint32_t* output_gradients,
                                          uint32_t* out_input_gradients) {
    return guard_node(node, [&](const Node& checked) {
      const NodeCopy copy(checked.abi());
      Builder builder(graph, edit);
      builder.inherit(copy.node().device(), message(copy.node().name(), "/gradient"));
      for (size_t i = 0; i < checked.input_count(); ++i) out_input_gradients[i] = MORTISE_NONE;
      const Node kept = copy.node();
      Gradient gradient(kept, builder, output_gradients, out_input_gradients);
      from(self).gradient_(gradient);
    });
  }
  static mortise_status_t* decompose_entry(const mortise_operator_t* self,
                                           const mortise_node_t* node, mortise_graph_t* graph,
                                           const mortise_graph_edit_t* edit, uint32_t* out_values) {
    return guard_node(node, [&](const Node& checked) {
      const NodeCopy copy(checked.abi());
      Builder builder(graph, edit);
      builder.inherit(copy.node().device(), copy.node().name());
      const std::vector<Value> values = from(self).decompose_(copy.node(), builder);
      for (size_t i = 0; i < copy.node().output_count(); ++i) {
        out_values[i] = i < values.size() ? values[i] : MORTISE_NONE;
      }
    });
  }
  static mortise_status_t* restructure_entry(const mortise_operator_t* self,
                                             const mortise_node_t* node,
                                             const mortise_structure_t* structure,
                                             uint32_t* out_values) {
    return guard_node(node, [&](const Node& checked) {
      check_struct(structure, "mortise_structure_t");
      from(self).check_declared(checked);
      const NodeCopy copy(checked.abi());
      Builder builder(structure->graph, structure->edit);
      builder.inherit(copy.node().device(), copy.node().name());
      const Node kept = copy.node();
      Structure work(kept, builder, structure);
      const std::optional<std::vector<Value>> values = from(self).restructure_(work);
      for (size_t i = 0; values && i < kept.output_count() && i < values->size(); ++i)
        out_values[i] = (*values)[i];
    });
  }
  static mortise_status_t* loop_entry(const mortise_operator_t* self, const mortise_node_t* node,
                                      mortise_loop_t* out_loop, mortise_loop_port_t* out_inputs,
                                      mortise_loop_port_t* out_outputs) {
    return guard_node(node, [&](const Node& checked) {
      from(self).check_declared(checked);
      LoopPlan plan;
      plan.inputs = {out_inputs, checked.input_count()};
      plan.outputs = {out_outputs, checked.output_count()};
      from(self).loop_(checked, plan);
      out_loop->body = to_abi(plan.body);
      out_loop->flags = plan.flags;
    });
  }
  static mortise_status_t* forward_entry(const mortise_operator_t* self, const mortise_node_t* node,
                                         uint64_t output, uint32_t* out_input) {
    return guard_node(node, [&](const Node& checked) {
      from(self).check_declared(checked);
      const auto input = from(self).forward_(checked, static_cast<size_t>(output));
      *out_input = input.value_or(MORTISE_NONE);
    });
  }
  static mortise_status_t* piece_entry(const mortise_operator_t* self, const mortise_node_t* node,
                                       uint64_t output, int64_t axis, int64_t begin, int64_t end,
                                       mortise_piece_t* out_pieces) {
    return guard_node(node, [&](const Node& checked) {
      Pieces pieces(out_pieces, checked.input_count());
      from(self).piece_(checked, {static_cast<size_t>(output), axis, begin, end}, pieces);
    });
  }

  static mortise_status_t* kernel_create_entry(const mortise_kernel_definition_t* self,
                                               mortise_device_t* device, const mortise_node_t* node,
                                               mortise_kernel_t** out_kernel) {
    return guard_node(node, [&](const Node& checked) {
      *out_kernel = make(*static_cast<const KernelDefinition*>(self), checked, device);
    });
  }
  /// Tries to make the kernel: its constructor knows best what it supports.
  static mortise_status_t* kernel_query_entry(const mortise_kernel_definition_t* self,
                                              const mortise_node_t* node,
                                              mortise_support_t* out_support) {
    return guard([&] {
      mortise_support_t support{};
      support.struct_size = sizeof(support);
      support.reason = guard_node(node, [&](const Node& checked) {
        mortise_kernel_t* kernel =
            make(*static_cast<const KernelDefinition*>(self), checked, nullptr);
        support.supported = 1;
        support.ranged = (kernel->flags & MORTISE_KERNEL_RANGED) != 0 ? 1 : 0;
        support.workspace_size = kernel->workspace_size;
        kernel->release(kernel);
      });
      *out_support = support;
    });
  }
  static mortise_kernel_t* make(const KernelDefinition& definition, const Node& node,
                                mortise_device_t* device) {
    definition.owner->check_declared(node);
    return definition.maker(node, {definition.owner->host_, device});
  }

  /// Checks a node against the declaration.
  void check_declared(const Node& node) const {
    check_formals(inputs_, node.input_count(), "input",
                  [&](size_t i) { return node.has_input(i); });
    check_formals(outputs_, node.output_count(), "output", [](size_t) { return true; });
    for (const mortise_attribute_t& attribute : node.attributes()) check_attribute(attribute);
    for (const mortise_formal_attribute_t& formal : attributes_) {
      if (formal.required != 0) node.attributes().get(to_view(formal.name), formal.kind);
    }
  }
  void check_attribute(const mortise_attribute_t& attribute) const {
    std::string known;
    for (const mortise_formal_attribute_t& formal : attributes_) {
      if (to_view(formal.name) == to_view(attribute.name)) {
        if (formal.kind == attribute.kind) return;
        invalid("attribute ", formal.name, " is ", attribute_kind_name(attribute.kind),
                "; it must be ", attribute_kind_name(formal.kind));
      }
      known += known.empty() ? "" : ", ";
      known += to_view(formal.name);
    }
    invalid("there is no attribute ", attribute.name,
            known.empty() ? "; it has none" : "; it has " + known);
  }
  template <class Present>
  static void check_formals(const std::vector<mortise_formal_t>& formals, size_t count,
                            const char* what, Present&& present) {
    const bool variadic = !formals.empty() && (formals.back().flags & MORTISE_FORMAL_VARIADIC) != 0;
    if (count > formals.size() && !variadic) {
      invalid("it has ", count, " ", what, "s; at most ", formals.size(), " are possible");
    }
    for (size_t i = 0; i < formals.size(); ++i) {
      const bool optional = (formals[i].flags & MORTISE_FORMAL_OPTIONAL) != 0;
      if (!optional && (i >= count || !present(i))) {
        invalid(what, " ", i, " (", formals[i].name, ") is missing");
      }
    }
    for (size_t i = formals.size(); i < count; ++i) {
      if (!present(i)) invalid(what, " ", i, " is missing");
    }
  }

  const mortise_host_t* host_;
  Object object_;
  std::deque<std::string> texts_;
  std::vector<mortise_formal_t> inputs_, outputs_;
  std::vector<mortise_formal_attribute_t> attributes_;
  std::vector<Pair> in_place_;
  std::deque<KernelDefinition> kernels_;
  InferRule infer_ = nullptr;
  GradientRule gradient_ = nullptr;
  DecomposeRule decompose_ = nullptr;
  StructureRule restructure_ = nullptr;
  LoopRule loop_ = nullptr;
  PieceRule piece_ = nullptr;
  FlopsRule flops_ = nullptr;
  ForwardRule forward_ = nullptr;
};

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_OPERATOR_HPP_
