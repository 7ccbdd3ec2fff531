#include "core/graph/inline.hpp"

#include <unordered_map>

#include "core/base/text.hpp"
#include "core/graph/pack.hpp"

namespace mortise::graph {
namespace {

class Inliner {
 public:
  Inliner(Graph& graph, const Graph& body, std::string_view prefix)
      : graph_(graph), body_(body), prefix_(prefix) {}
  ~Inliner() {
    // From the last to the first, so that nothing reads what goes.
    for (auto id = added_.rbegin(); !done_ && id != added_.rend(); ++id)
      static_cast<void>(graph_.remove_node(*id));
    for (const ValueId id : constants_) {
      if (!done_ && id != kNone) static_cast<void>(graph_.remove_value(id));
    }
  }
  Inliner(const Inliner&) = delete;
  Inliner& operator=(const Inliner&) = delete;

  Result<std::vector<ValueId>> run(const std::vector<ValueId>& inputs) {
    added_.reserve(body_.order().size());  // so that what is added is always known
    for (size_t i = 0; i < inputs.size(); ++i) values_[body_.inputs()[i]] = inputs[i];
    for (const NodeId id : body_.order()) MORTISE_TRY(copy(*body_.node(id)));
    std::vector<ValueId> outputs;
    for (const Output& output : body_.outputs()) outputs.push_back(find(output.value));
    done_ = true;
    return outputs;
  }

 private:
  ValueId find(ValueId id) {
    if (id == kNone) return kNone;
    const auto found = values_.find(id);
    if (found != values_.end()) return found->second;
    // All else comes from inputs and nodes, which are in order.
    const Value& value = *body_.value(id);
    constants_.push_back(kNone);
    constants_.back() = graph_.add_constant(value.name, value.constant);
    return values_[id] = constants_.back();
  }

  Status copy(const Node& source) {
    Node node = source;
    node.outputs.clear();
    for (ValueId& input : node.inputs) input = find(input);
    if (!prefix_.empty()) node.name = concat({prefix_, node.name.empty() ? node.op : node.name});
    std::vector<std::string> names;
    for (const ValueId output : source.outputs)
      names.push_back(output == kNone ? std::string() : body_.value(output)->name);
    MORTISE_ASSIGN(const NodeId id, graph_.add_node(std::move(node), source.outputs.size(), names));
    added_.push_back(id);
    const std::vector<ValueId> outputs = graph_.node(id)->outputs;
    for (size_t i = 0; i < outputs.size(); ++i) {
      if (source.outputs[i] == kNone) {
        MORTISE_TRY(graph_.drop_output(id, i));
        continue;
      }
      values_[source.outputs[i]] = outputs[i];
    }
    // A pack's type says what kind of value it is.
    if (is_pack(source))
      MORTISE_TRY(graph_.set_type(outputs[0], body_.value(source.outputs[0])->type));
    return {};
  }

  Graph& graph_;
  const Graph& body_;
  const std::string_view prefix_;
  std::unordered_map<ValueId, ValueId> values_;  // by those of the body
  std::vector<NodeId> added_;
  std::vector<ValueId> constants_;
  bool done_ = false;
};

}  // namespace

Result<std::vector<ValueId>> inline_graph(Graph& graph, const Graph& body, std::string_view prefix,
                                          const std::vector<ValueId>& inputs) {
  if (inputs.size() != body.inputs().size()) {
    return invalid_argument(concat({"the body takes ", std::to_string(body.inputs().size()),
                                    " inputs, but gets ", std::to_string(inputs.size())}));
  }
  if (!body.states().empty()) {
    return unsupported("the body has the state '" + body.states().front().name +
                       "'; states belong to a model's own graph: pass its content to the body");
  }
  for (const ValueId input : inputs) {
    if (input != kNone && graph.value(input) == nullptr)
      return invalid_argument("there is no value with id " + std::to_string(input));
  }
  return Inliner(graph, body, prefix).run(inputs);
}

}  // namespace mortise::graph
