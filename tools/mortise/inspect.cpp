// `mortise inspect`: a model's graph as text, JSON or Graphviz, or what it is made of.
#include <map>
#include <memory>

#include <nlohmann/json.hpp>

#include "tools/common/file.hpp"
#include "tools/mortise/command.hpp"
#include "tools/mortise/output.hpp"
#include "tools/mortise/runtime_flags.hpp"
#include "tools/mortise/types.hpp"

namespace mortise::cli {
namespace {

struct Flags {
  RuntimeFlags runtime;
  std::string model;
  std::string format = "text";
  bool summary = false;
  bool infer = false;
  bool json = false;
};

struct Parameters {
  uint64_t tensors = 0;
  uint64_t elements = 0;
  uint64_t bytes = 0;
};

std::string to_string(mortise_string_t text) { return {text.data, text.size}; }

/// Counts the nodes of a graph and of the graphs in their attributes.
void count_operators(const mortise_graph_t* graph, std::map<std::string, uint64_t>& counts) {
  const mortise_graph_view_t& view = Graph::view();
  for (uint64_t position = 0; position < view.node_count(graph); ++position) {
    const mortise_node_t* node = view.node_get(graph, view.node_at(graph, position));
    const std::string domain = node->domain.size == 0 ? "" : to_string(node->domain) + "::";
    ++counts[domain + to_string(node->op)];
    for (uint64_t index = 0; index < node->attribute_count; ++index) {
      const mortise_attribute_t& attribute = node->attributes[index];
      if (attribute.graph_value != nullptr) count_operators(attribute.graph_value, counts);
    }
  }
}

Parameters count_parameters(const mortise_graph_t* graph) {
  const mortise_graph_view_t& view = Graph::view();
  Parameters parameters;
  for (uint64_t id = 0; id < view.value_limit(graph); ++id) {
    const mortise_graph_value_t* value = view.value_get(graph, static_cast<uint32_t>(id));
    if (value == nullptr || value->role != MORTISE_ROLE_CONSTANT || value->constant == nullptr)
      continue;
    const mortise_tensor_view_t& tensor = *value->constant;
    uint64_t elements = 1;
    for (uint32_t axis = 0; axis < tensor.rank; ++axis) {
      elements *= static_cast<uint64_t>(tensor.shape[axis]);
    }
    ++parameters.tensors;
    parameters.elements += elements;
    parameters.bytes += tensor.byte_size;
  }
  return parameters;
}

Json summarise(const mortise_graph_t* graph) {
  const mortise_graph_view_t& view = Graph::view();
  Json summary;
  summary["inputs"] = Json::array();
  for (uint64_t index = 0; index < view.input_count(graph); ++index) {
    const mortise_graph_value_t* value = view.value_get(graph, view.input_at(graph, index));
    summary["inputs"].push_back(
        {{"name", to_string(value->name)}, {"type", format_type(value->type, graph)}});
  }
  summary["outputs"] = Json::array();
  for (uint64_t index = 0; index < view.output_count(graph); ++index) {
    const mortise_graph_value_t* value = view.value_get(graph, view.output_at(graph, index));
    summary["outputs"].push_back({{"name", to_string(view.output_name(graph, index))},
                                  {"type", format_type(value->type, graph)}});
  }
  summary["states"] = Json::array();
  for (uint64_t index = 0; index < view.state_count(graph); ++index) {
    const mortise_graph_state_t* state = view.state_at(graph, index);
    const mortise_graph_value_t* value = view.value_get(graph, state->current);
    summary["states"].push_back(
        {{"name", to_string(state->name)}, {"type", format_type(value->type, graph)}});
  }
  const Parameters parameters = count_parameters(graph);
  summary["parameters"] = {{"tensors", parameters.tensors},
                           {"elements", parameters.elements},
                           {"bytes", parameters.bytes}};
  std::map<std::string, uint64_t> counts;
  count_operators(graph, counts);
  summary["nodes"] = view.node_count(graph);
  summary["operators"] = counts;
  return summary;
}

std::string text_of(const Json& summary) {
  std::string text;
  for (const char* kind : {"inputs", "outputs", "states"}) {
    for (const Json& value : summary[kind]) {
      text += std::string(kind, std::char_traits<char>::length(kind) - 1) + " " +
              value["name"].get<std::string>() + ": " + value["type"].get<std::string>() + "\n";
    }
  }
  const Json& parameters = summary["parameters"];
  text += "parameters: " + std::to_string(parameters["elements"].get<uint64_t>()) + " in " +
          std::to_string(parameters["tensors"].get<uint64_t>()) + " tensors, " +
          format_bytes(parameters["bytes"].get<uint64_t>()) + "\n";
  Table table({"OPERATOR", ">NODES"});
  for (const auto& [name, count] : summary["operators"].items()) {
    table.add({name, std::to_string(count.get<uint64_t>())});
  }
  table.add({"all", std::to_string(summary["nodes"].get<uint64_t>())});
  return text + "\n" + table.text();
}

void inspect(const Flags& flags) {
  tools::require_file(flags.model);
  const Runtime runtime = flags.runtime.open();
  Graph graph = Graph::read(runtime, flags.model);
  if (flags.infer) graph.infer(runtime);
  if (flags.summary) {
    if (flags.format == "dot")
      throw Error(MORTISE_STATUS_INVALID_ARGUMENT,
                  "--summary has the forms text and json, not dot");
    const Json summary = summarise(graph.get());
    if (flags.json || flags.format == "json") {
      print_json(summary);
    } else {
      print(text_of(summary));
    }
    return;
  }
  std::string text = graph.print(flags.json ? "json" : flags.format);
  if (text.empty() || text.back() != '\n') text += '\n';
  print(text);
}

}  // namespace

void add_inspect(CLI::App& app) {
  CLI::App* command = app.add_subcommand("inspect", "Print a model's graph, or what it is made of");
  auto flags = std::make_shared<Flags>();
  command->add_option("MODEL", flags->model, "a model file, or a saved graph")->required();
  command->add_option("--format", flags->format, "text, json or dot (Graphviz)")
      ->check(CLI::IsMember({"text", "json", "dot"}))
      ->capture_default_str()
      ->type_name("FORM");
  command->add_flag("--summary", flags->summary,
                    "inputs, outputs, parameters and operator counts instead");
  command->add_flag("--infer", flags->infer, "first infer the types of all values");
  add_json_flag(*command, flags->json);
  flags->runtime.add_to(*command);
  command->callback([flags] { inspect(*flags); });
}

}  // namespace mortise::cli
