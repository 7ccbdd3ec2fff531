#include "core/base/text.hpp"
#include "core/graph/literal.hpp"
#include "core/graph/print.hpp"

namespace mortise::graph {
namespace {

constexpr size_t kShownElements = 8;

bool is_plain(std::string_view name) {
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:#";
  return !name.empty() && name.find_first_not_of(allowed) == std::string_view::npos;
}

std::string word(std::string_view name) { return is_plain(name) ? std::string(name) : quote(name); }

class Printer {
 public:
  Printer(const Graph& graph, std::string indent, std::string& out)
      : graph_(graph), names_(graph), indent_(std::move(indent)), out_(out) {}

  void print() {
    out_ += "graph {\n";
    for (const std::string& symbol : graph_.symbols()) line({"symbol ", word(symbol)});
    for (const auto& [key, value] : graph_.metadata()) {
      line({"metadata ", word(key), " = ", quote(value)});
    }
    for (const ValueId id : graph_.inputs()) line({"input ", typed(id)});
    for (ValueId id = 0; id < graph_.value_limit(); ++id) {
      const Value* value = graph_.value(id);
      if (value != nullptr && value->role == MORTISE_ROLE_CONSTANT) line({"constant ", typed(id)});
    }
    for (const State& state : graph_.states()) print_state(state);
    for (const NodeId id : graph_.order()) print_node(*graph_.node(id));
    for (const Output& output : graph_.outputs()) {
      line({"output ", word(output.name), " = ", label(output.value)});
    }
    out_ += indent_ + "}";
  }

 private:
  void line(std::initializer_list<std::string_view> parts) {
    out_ += indent_ + "  " + concat(parts) + "\n";
  }

  std::string label(ValueId id) const { return id == kNone ? "-" : "%" + word(names_[id]); }

  // "%x: float32[4]", and its content where that is known.
  std::string typed(ValueId id) const {
    if (id == kNone) return "-";
    const Value& value = *graph_.value(id);
    std::string text = label(id) + ": " + value.type.to_string(graph_.symbols());
    if (value.constant != nullptr) text += " = " + tensor_text(*value.constant, kShownElements);
    return text;
  }

  void print_state(const State& state) {
    const std::string initial =
        state.initial == nullptr ? "zeros" : tensor_text(*state.initial, kShownElements);
    const bool append_only = (state.flags & MORTISE_STATE_APPEND_ONLY) != 0;
    line({"state ", word(state.name), " ", typed(state.current), " = ", initial,
          state.next == kNone ? "" : ", next ", state.next == kNone ? "" : label(state.next),
          append_only ? ", append-only" : ""});
  }

  void print_node(const Node& node) {
    std::string text = indent_ + "  ";
    for (size_t i = 0; i < node.outputs.size(); ++i) {
      text += (i == 0 ? "" : ", ") + typed(node.outputs[i]);
    }
    text += (node.outputs.empty() ? "" : " = ") + word_operator(node) + "(";
    for (size_t i = 0; i < node.inputs.size(); ++i) {
      text += (i == 0 ? "" : ", ") + label(node.inputs[i]);
    }
    text += ")";
    out_ += text;
    print_attributes(node);
    if (!node.name.empty()) out_ += " name " + quote(node.name);
    if (!node.device.empty()) out_ += " device " + word(node.device);
    out_ += "\n";
  }

  static std::string word_operator(const Node& node) {
    const bool plain = is_plain(node.op) && (node.domain.empty() || is_plain(node.domain));
    return plain ? operator_text(node) : quote(operator_text(node));
  }

  void print_attributes(const Node& node) {
    if (node.attributes.empty()) return;
    std::string_view separator = " {";
    for (const Attribute& attribute : node.attributes) {
      out_ += concat({separator, word(attribute.name), " = "});
      separator = ", ";
      if (attribute.kind == MORTISE_ATTRIBUTE_GRAPH) {
        Printer(*attribute.graph, indent_ + "  ", out_).print();
      } else {
        out_ += attribute_text(attribute, kShownElements);
      }
    }
    out_ += "}";
  }

  const Graph& graph_;
  const ValueNames names_;
  const std::string indent_;
  std::string& out_;
};

}  // namespace

std::string print_text(const Graph& graph) {
  std::string text;
  Printer(graph, "", text).print();
  return text + "\n";
}

}  // namespace mortise::graph
