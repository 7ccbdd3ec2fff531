#include "core/compile/infer.hpp"

#include <algorithm>
#include <optional>

#include "core/base/firewall.hpp"
#include "core/base/text.hpp"
#include "core/compile/fold.hpp"
#include "core/compile/restructure.hpp"
#include "core/graph/pack.hpp"

namespace mortise::compile {
namespace {

// What a shape rule said; the receiver behind mortise_inference_t.
struct Answer {
  std::vector<std::optional<graph::Type>> types;
  std::vector<graph::ConstantRef> values;
  std::vector<uint64_t> needed;
  Status failure;  // of a function that cannot report it

  static mortise_status_t* set_type(void* self, uint64_t output, const mortise_type_t* type) {
    return firewall([&]() -> Status {
      auto& answer = *static_cast<Answer*>(self);
      // a trailing output that the node does not have
      if (output >= answer.types.size()) return {};
      if (type == nullptr) return internal_error("the shape rule gives no type");
      MORTISE_ASSIGN(answer.types[output], graph::Type::from_abi(*type));
      return {};
    });
  }
  static mortise_status_t* set_value(void* self, uint64_t output,
                                     const mortise_tensor_view_t* tensor) {
    return firewall([&]() -> Status {
      auto& answer = *static_cast<Answer*>(self);
      if (output >= answer.values.size()) return {};
      if (tensor == nullptr) return internal_error("the shape rule gives no tensor");
      MORTISE_ASSIGN(answer.values[output], graph::Constant::copy(*tensor));
      return {};
    });
  }
  static void need_value(void* self, uint64_t input) {
    auto& answer = *static_cast<Answer*>(self);
    Status status(firewall([&]() -> Status {
      answer.needed.push_back(input);
      return {};
    }));
    if (!status.ok()) answer.failure = std::move(status);
  }
};

// Counts of inputs and outputs, and attributes that must be there.
Status check_formals(const mortise_operator_t& definition, const graph::Node& node) {
  const uint64_t formals = definition.input_count;
  const bool variadic =
      formals > 0 && (definition.inputs[formals - 1].flags & MORTISE_FORMAL_VARIADIC) != 0;
  if (!variadic && node.inputs.size() > formals) {
    return invalid_argument(std::to_string(node.inputs.size()) +
                            " inputs, but the operator takes at most " + std::to_string(formals));
  }
  for (uint64_t i = 0; i < formals; ++i) {
    const bool optional = (definition.inputs[i].flags & MORTISE_FORMAL_OPTIONAL) != 0;
    if (!optional && (i >= node.inputs.size() || node.inputs[i] == graph::kNone)) {
      return invalid_argument("input '" + to_string(definition.inputs[i].name) + "' is missing");
    }
  }
  for (uint64_t i = 0; i < definition.attribute_count; ++i) {
    const mortise_formal_attribute_t& formal = definition.attributes[i];
    const graph::Attribute* found = nullptr;
    for (const graph::Attribute& attribute : node.attributes) {
      if (attribute.name == to_view(formal.name)) found = &attribute;
    }
    if (found == nullptr && formal.required != 0) {
      return invalid_argument("attribute '" + to_string(formal.name) + "' is missing");
    }
    if (found != nullptr && found->kind != formal.kind) {
      return invalid_argument("attribute '" + to_string(formal.name) + "' has the wrong kind");
    }
  }
  return {};
}

bool is_loop(const mortise_operator_t& definition) {
  return MORTISE_REACHES(&definition, mortise_operator_t, loop) && definition.loop != nullptr;
}

class Inferrer {
 public:
  Inferrer(graph::Graph& graph, host::Host& host, const InferOptions& options)
      : graph_(graph),
        host_(host),
        options_(options),
        own_budget_(options.budget == nullptr ? fold_budget(graph, options.fold_large) : 0),
        budget_(options.budget == nullptr ? own_budget_ : *options.budget) {}

  Result<Inferred> run() {
    waiting_.assign(graph_.order().rbegin(), graph_.order().rend());
    while (!waiting_.empty()) {
      const graph::NodeId id = waiting_.back();
      waiting_.pop_back();
      if (graph_.node(id) == nullptr) continue;
      const std::string title = node_title(*graph_.node(id));
      MORTISE_TRY(visit(id).annotate(title));
    }
    return std::move(result_);
  }

 private:
  Status visit(graph::NodeId id) {
    const graph::Node& node = *graph_.node(id);
    if (!options_.symbolic && depends_on_deferred(node)) return defer(node);
    if (graph::is_pack(node)) return {};
    const mortise_operator_t* definition = host_.find_operator(node.domain, node.op, node.version);
    if (definition == nullptr) {
      // A backend's private operators too: its kernels trust nodes that its own `optimise` made, which
      // come after inference.
      return host_.why_no_operator(node.domain, node.op, node.version);
    }
    // From here on the node names the form that it got, which kernels are matched by.
    if (node.version != definition->version) {
      MORTISE_TRY(graph_.set_version(id, definition->version));
    }
    MORTISE_TRY(check_formals(*definition, node));
    MORTISE_TRY(check_kinds(*definition, node));
    if (!options_.symbolic && restructures(*definition)) {
      MORTISE_ASSIGN(const bool gone, restructure_node(id, *definition));
      if (gone) return {};
    }
    if (!options_.symbolic && is_loop(*definition)) {
      result_.loops.push_back(id);
      return defer(node);
    }
    Answer answer;
    answer.types.resize(node.outputs.size());
    answer.values.resize(node.outputs.size());
    const mortise_inference_t out = {sizeof(out), &answer, &Answer::set_type, &Answer::set_value,
                                     &Answer::need_value};
    MORTISE_TRY(Status(definition->infer(definition, graph_.abi_node(id), &out)));
    MORTISE_TRY(std::move(answer.failure));
    if (!answer.needed.empty() && !options_.symbolic) return need(node, answer.needed);
    MORTISE_TRY(take_types(id, answer));
    const bool may_fold = !options_.symbolic || options_.fold_constants;
    MORTISE_ASSIGN(const bool folded, may_fold ? try_fold(id, *definition) : Result<bool>(false));
    if (folded || options_.symbolic) return {};
    return settle(id, answer);
  }

  Status check_kinds(const mortise_operator_t& definition, const graph::Node& node) const {
    if (restructures(definition) || is_loop(definition)) return {};
    for (size_t i = 0; i < node.inputs.size(); ++i) {
      if (node.inputs[i] == graph::kNone) continue;
      const graph::Type& type = graph_.value(node.inputs[i])->type;
      if (type.kind != MORTISE_VALUE_TENSOR) {
        return invalid_argument("input " + std::to_string(i) + " is " + type.to_string() +
                                "; the operator takes tensors");
      }
    }
    return {};
  }

  bool depends_on_deferred(const graph::Node& node) const {
    for (const graph::ValueId input : node.inputs) {
      if (input != graph::kNone && unknown_.count(input) != 0) return true;
    }
    return false;
  }

  Status defer(const graph::Node& node) {
    result_.deferred.push_back(node.id);
    unknown_.insert(node.outputs.begin(), node.outputs.end());
    return {};
  }

  // Replaces the node by what it comes to, which is then next in the queue. False: it stays.
  Result<bool> restructure_node(graph::NodeId id, const mortise_operator_t& definition) {
    MORTISE_ASSIGN(const Restructured result, restructure(graph_, id, definition));
    if (!result.needed.empty()) {
      MORTISE_TRY(need(*graph_.node(id), result.needed));
      return true;
    }
    for (const graph::NodeId node : result.added)
      added_ += kNodeCost + graph_.node(node)->inputs.size();
    if (added_ > kMostAdded) {
      return unsupported("what sequences, branches and bodies come to is too much: at most " +
                         std::to_string(kMostAdded) + ", where a node counts " +
                         std::to_string(kNodeCost) +
                         " and each of its inputs 1; make sequences or bodies smaller");
    }
    waiting_.insert(waiting_.end(), result.added.rbegin(), result.added.rend());
    return result.replaced;
  }

  Status need(const graph::Node& node, const std::vector<uint64_t>& needed) {
    for (const uint64_t input : needed) {
      if (input >= node.inputs.size() || node.inputs[input] == graph::kNone) {
        return internal_error("the shape rule asks for the value of input " +
                              std::to_string(input) + ", which the node does not have");
      }
      const graph::Value& value = *graph_.value(node.inputs[input]);
      if (value.constant != nullptr) {
        return internal_error("the shape rule asks for the value of input " +
                              std::to_string(input) + ", which it was given");
      }
      if (value.role == MORTISE_ROLE_STATE) {
        return unsupported("its shape depends on the content of state '" + value.name +
                           "'; pass that content as an input");
      }
      result_.values_needed.insert(node.inputs[input]);
    }
    return defer(node);
  }

  Status take_types(graph::NodeId id, Answer& answer) {
    const std::vector<graph::ValueId> outputs = graph_.node(id)->outputs;
    for (size_t i = 0; i < outputs.size(); ++i) {
      if (outputs[i] == graph::kNone) continue;
      if (!answer.types[i].has_value()) {
        if (!answer.needed.empty()) continue;  // it cannot say without that value
        return internal_error("the shape rule says nothing about output " + std::to_string(i));
      }
      MORTISE_TRY(graph_.set_type(outputs[i], std::move(*answer.types[i])));
    }
    return {};
  }

  Result<bool> try_fold(graph::NodeId id, const mortise_operator_t& definition) {
    const std::vector<graph::ValueId> outputs = graph_.node(id)->outputs;
    const bool pure = (definition.flags & MORTISE_OPERATOR_PURE) != 0;
    // A node whose outputs were folded before has none.
    const bool wanted = std::any_of(outputs.begin(), outputs.end(),
                                    [](graph::ValueId output) { return output != graph::kNone; });
    if (!pure || !wanted || !inputs_constant(*graph_.node(id))) return false;
    MORTISE_ASSIGN(const auto folded, fold(graph_, id, host_, budget_));
    if (!folded.has_value()) return false;
    for (size_t i = 0; i < outputs.size(); ++i) {
      if (outputs[i] != graph::kNone) MORTISE_TRY(graph_.make_constant(outputs[i], (*folded)[i]));
    }
    return true;
  }

  // Outputs that follow from shapes, and outputs whose users must wait.
  Status settle(graph::NodeId id, const Answer& answer) {
    const std::vector<graph::ValueId> outputs = graph_.node(id)->outputs;
    for (size_t i = 0; i < outputs.size(); ++i) {
      if (outputs[i] == graph::kNone) continue;
      if (answer.values[i] != nullptr) {
        MORTISE_TRY(graph_.make_constant(outputs[i], answer.values[i]));
        continue;
      }
      const graph::Type& type = graph_.value(outputs[i])->type;
      if (type.bounded_dims != 0) {
        unknown_.insert(outputs[i]);
      } else if (!type.fully_known()) {
        return unsupported("the shape of output " + std::to_string(i) + " (" + type.to_string() +
                           ") does not follow from the inputs");
      }
    }
    return {};
  }

  bool inputs_constant(const graph::Node& node) const {
    for (const graph::ValueId input : node.inputs) {
      if (input != graph::kNone && graph_.value(input)->constant == nullptr) return false;
    }
    return true;
  }

  static constexpr size_t kNodeCost = 16;
  static constexpr size_t kMostAdded = size_t{1} << 22;

  graph::Graph& graph_;
  host::Host& host_;
  const InferOptions options_;
  uint64_t own_budget_;
  uint64_t& budget_;                    // bytes that folding may still add
  std::vector<graph::NodeId> waiting_;  // nodes to visit, the next one last
  size_t added_ = 0;                    // what structural rules made, in nodes and inputs
  Inferred result_;
  std::set<graph::ValueId> unknown_;  // results that only a run knows the shape of
};

}  // namespace

std::string node_title(const graph::Node& node) {
  std::string title = qualified_name(node.domain, node.op);
  if (!node.name.empty()) title += " '" + node.name + "'";
  return title;
}

Result<Inferred> infer(graph::Graph& graph, host::Host& host, const InferOptions& options) {
  return Inferrer(graph, host, options).run();
}

}  // namespace mortise::compile
