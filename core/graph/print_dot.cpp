#include "core/base/text.hpp"
#include "core/graph/literal.hpp"
#include "core/graph/print.hpp"

namespace mortise::graph {
namespace {

constexpr size_t kShownElements = 4;

// Graphviz knows \n in a quoted string, and of escapes only \".
std::string dot_quote(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '\n') {
      quoted += "\\n";
    } else if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      quoted += c;
    }
  }
  return quoted + "\"";
}

class DotPrinter {
 public:
  explicit DotPrinter(const Graph& graph) : graph_(graph), names_(graph) {}

  std::string print() {
    out_ =
        "digraph graph_ {\n  node [shape=box, fontname=\"sans-serif\", fontsize=10];\n"
        "  edge [fontname=\"sans-serif\", fontsize=8];\n";
    for (const ValueId id : graph_.inputs()) {
      terminal(value_point(id), names_[id] + "\n" + type(id), "ellipse");
    }
    for (const State& state : graph_.states()) {
      terminal(value_point(state.current), state.name + "\n" + type(state.current), "cylinder");
      if (state.next != kNone) edge(state.next, value_point(state.current), ", style=dashed");
    }
    for (const NodeId id : graph_.order()) node(*graph_.node(id));
    for (size_t i = 0; i < graph_.outputs().size(); ++i) {
      const Output& output = graph_.outputs()[i];
      const std::string point = "output" + std::to_string(i);
      terminal(point, output.name, "ellipse");
      edge(output.value, point, "");
    }
    return out_ + "}\n";
  }

 private:
  std::string type(ValueId id) const { return graph_.value(id)->type.to_string(graph_.symbols()); }

  static std::string node_point(NodeId id) { return "node" + std::to_string(id); }
  std::string value_point(ValueId id) const {
    const Value& value = *graph_.value(id);
    return value.producer == kNone ? "value" + std::to_string(id) : node_point(value.producer);
  }

  void terminal(const std::string& point, const std::string& label, std::string_view shape) {
    out_ += concat({"  ", point, " [shape=", shape, ", label=", dot_quote(label), "];\n"});
  }

  void edge(ValueId from, const std::string& to, std::string_view style) {
    const Value& value = *graph_.value(from);
    if (value.role == MORTISE_ROLE_CONSTANT) {
      terminal(value_point(from), names_[from] + "\n" + type(from), "note");
    }
    out_ += concat(
        {"  ", value_point(from), " -> ", to, " [label=", dot_quote(type(from)), style, "];\n"});
  }

  void node(const Node& node) {
    std::string label = operator_text(node);
    if (!node.name.empty()) label += "\n" + node.name;
    for (const Attribute& attribute : node.attributes) {
      const bool is_graph = attribute.kind == MORTISE_ATTRIBUTE_GRAPH;
      label += concat({"\n", attribute.name, " = ",
                       is_graph ? std::to_string(attribute.graph->order().size()) + " nodes"
                                : attribute_text(attribute, kShownElements)});
    }
    for (const ValueId id : node.inputs) {
      if (id == kNone || graph_.value(id)->role != MORTISE_ROLE_CONSTANT) continue;
      label += concat({"\n", names_[id], ": ", type(id), " ",
                       tensor_text(*graph_.value(id)->constant, kShownElements)});
    }
    terminal(node_point(node.id), label, "box");
    for (const ValueId id : node.inputs) {
      if (id == kNone || graph_.value(id)->role == MORTISE_ROLE_CONSTANT) continue;
      edge(id, node_point(node.id), "");
    }
  }

  const Graph& graph_;
  const ValueNames names_;
  std::string out_;
};

}  // namespace

std::string print_dot(const Graph& graph) { return DotPrinter(graph).print(); }

}  // namespace mortise::graph
