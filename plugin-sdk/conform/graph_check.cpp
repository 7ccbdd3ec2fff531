#include "plugin-sdk/conform/graph_check.hpp"

#include <mortise/sdk/graph.hpp>

#include <map>
#include <set>
#include <vector>

#include "plugin-sdk/conform/temporary_folder.hpp"

namespace mortise::conform {
namespace {

using sdk::GraphReader;

GraphReader reader_of(const Graph& graph) { return GraphReader(graph.get(), &Graph::view()); }

// A list of names with types, in order.
struct Ports {
  std::vector<std::string> names;
  std::vector<const mortise_type_t*> types;
  std::vector<uint32_t> flags;
};

Ports inputs_of(const GraphReader& reader) {
  Ports ports;
  for (uint64_t i = 0; i < reader.input_count(); ++i) {
    const mortise_graph_value_t* value = reader.value(reader.input(i));
    ports.names.emplace_back(sdk::to_view(value->name));
    ports.types.push_back(value->type);
  }
  return ports;
}

Ports outputs_of(const GraphReader& reader) {
  Ports ports;
  for (uint64_t i = 0; i < reader.output_count(); ++i) {
    ports.names.emplace_back(reader.output_name(i));
    ports.types.push_back(reader.value(reader.output(i))->type);
  }
  return ports;
}

Ports states_of(const GraphReader& reader) {
  Ports ports;
  for (uint64_t i = 0; i < reader.state_count(); ++i) {
    const mortise_graph_state_t* state = reader.state(i);
    ports.names.emplace_back(sdk::to_view(state->name));
    ports.types.push_back(reader.value(state->current)->type);
    ports.flags.push_back(state->flags);
  }
  return ports;
}

bool fits(const mortise_type_t& left, const mortise_type_t& right) {
  if (left.kind != right.kind) return false;
  if (left.dtype != right.dtype && left.dtype != MORTISE_DTYPE_UNDEFINED &&
      right.dtype != MORTISE_DTYPE_UNDEFINED)
    return false;
  if (left.rank < 0 || right.rank < 0) return true;
  if (left.rank != right.rank) return false;
  for (int32_t axis = 0; axis < left.rank; ++axis) {
    const bool known = left.shape[axis] >= 0 && right.shape[axis] >= 0;
    if (known && left.shape[axis] != right.shape[axis]) return false;
  }
  return true;
}

std::string ports_difference(const char* what, const Graph& before, const Graph& after,
                             const Ports& left, const Ports& right) {
  if (left.names.size() != right.names.size())
    return sdk::message("there were ", left.names.size(), " ", what, "s, now there are ",
                        right.names.size());
  for (size_t i = 0; i < left.names.size(); ++i) {
    if (left.names[i] != right.names[i])
      return sdk::message(what, " ", i, " was named '", left.names[i], "', now '", right.names[i],
                          "'");
    if (!fits(*left.types[i], *right.types[i]))
      return sdk::message(what, " '", left.names[i], "' was ",
                          type_text(before.get(), *left.types[i]), ", now it is ",
                          type_text(after.get(), *right.types[i]));
    if (left.flags != right.flags) return sdk::message("the flags of a ", what, " changed");
  }
  return {};
}

class DefectFinder {
 public:
  explicit DefectFinder(const GraphReader& reader) : reader_(reader) {}

  std::string find() {
    for (uint64_t i = 0; i < reader_.input_count(); ++i) define(reader_.input(i), "an input");
    for (uint64_t i = 0; i < reader_.state_count(); ++i)
      define(reader_.state(i)->current, "a state");
    for (const uint32_t id : reader_.nodes()) visit(reader_.node(id));
    for (uint64_t i = 0; i < reader_.output_count(); ++i) use(reader_.output(i), "an output");
    for (uint64_t i = 0; i < reader_.state_count(); ++i) {
      if (reader_.state(i)->next != MORTISE_NONE) use(reader_.state(i)->next, "a state");
    }
    for (const auto& [id, count] : uses_) {
      const uint32_t said = reader_.value(id)->user_count;
      if (said != count)
        say(sdk::message("value ", id, " has ", count, " readers, its user_count says ", said));
    }
    return defect_;
  }

 private:
  void say(const std::string& text) {
    if (defect_.empty()) defect_ = text;
  }
  void define(uint32_t id, const std::string& what) {
    if (reader_.value(id) == nullptr)
      return say(sdk::message(what, " is value ", id, ", which is not there"));
    if (!defined_.insert(id).second) say(sdk::message("value ", id, " is defined twice"));
  }
  void use(uint32_t id, const std::string& what) {
    const mortise_graph_value_t* value = reader_.value(id);
    if (value == nullptr)
      return say(sdk::message(what, " reads value ", id, ", which is not there"));
    ++uses_[id];
    if (value->role != MORTISE_ROLE_CONSTANT && defined_.count(id) == 0)
      say(sdk::message(what, " reads value ", id, " before it is defined"));
  }
  void visit(const sdk::Node& node) {
    const std::string what = sdk::message("node ", node.op(), " '", node.name(), "'");
    if (node.op().empty()) say(what + " has no operator");
    for (size_t i = 0; i < node.input_count(); ++i) {
      if (node.has_input(i)) use(node.input_id(i), what);
    }
    for (size_t i = 0; i < node.output_count(); ++i) {
      if (node.wants_output(i)) define(node.output_id(i), what);
    }
  }

  const GraphReader& reader_;
  std::set<uint32_t> defined_;
  std::map<uint32_t, uint32_t> uses_;
  std::string defect_;
};

}  // namespace

std::string type_text(const mortise_graph_t* graph, const mortise_type_t& type) {
  std::string text(type.dtype == MORTISE_DTYPE_UNDEFINED ? "unknown" : dtype_name(type.dtype));
  if (type.rank < 0) return text + "[...]";
  text += '[';
  for (int32_t axis = 0; axis < type.rank; ++axis) {
    if (axis > 0) text += ", ";
    const int64_t extent = type.shape[axis];
    if (extent >= 0) {
      text += std::to_string(extent);
    } else if (extent == MORTISE_DIM_UNKNOWN) {
      text += '?';
    } else {
      const auto symbol = static_cast<uint64_t>(-2 - extent);
      text += sdk::to_view(Graph::view().symbol_name(graph, symbol));
    }
  }
  return text + ']';
}

std::string interface_difference(const Graph& before, const Graph& after) {
  const GraphReader left = reader_of(before), right = reader_of(after);
  for (const auto& difference :
       {ports_difference("input", before, after, inputs_of(left), inputs_of(right)),
        ports_difference("output", before, after, outputs_of(left), outputs_of(right)),
        ports_difference("state", before, after, states_of(left), states_of(right))}) {
    if (!difference.empty()) return difference;
  }
  return {};
}

std::string find_defect(const Graph& graph) {
  const GraphReader reader = reader_of(graph);
  std::string defect = DefectFinder(reader).find();
  if (!defect.empty()) return defect;
  try {
    graph.print("text");
  } catch (const Error& error) {
    return std::string("it cannot be printed: ") + error.what();
  }
  return {};
}

Graph copy_of(const Runtime& runtime, const Graph& graph) {
  const TemporaryFolder folder;
  const std::string file = folder.file("graph.mortise");
  graph.save(file);
  return Graph::read(runtime, file);
}

}  // namespace mortise::conform
