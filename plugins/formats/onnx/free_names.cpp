#include "plugins/formats/onnx/free_names.hpp"

#include <unordered_set>

#include <onnx.pb.h>

namespace mortise::onnx {
namespace {

using NameSet = std::unordered_set<std::string_view>;

NameSet names_defined(const onnx_proto::GraphProto& graph) {
  NameSet names;
  for (const auto& input : graph.input()) names.insert(input.name());
  for (const auto& tensor : graph.initializer()) names.insert(tensor.name());
  for (const auto& sparse : graph.sparse_initializer()) names.insert(sparse.values().name());
  for (const auto& node : graph.node()) {
    for (const std::string& output : node.output()) names.insert(output);
  }
  return names;
}

}  // namespace

std::vector<std::string_view> names_read(const onnx_proto::NodeProto& node) {
  std::vector<std::string_view> names;
  for (const std::string& input : node.input()) {
    if (!input.empty()) names.push_back(input);
  }
  for (const auto& attribute : node.attribute()) {
    if (!attribute.has_g()) continue;
    for (const std::string_view name : free_names(attribute.g())) names.push_back(name);
  }
  return names;
}

std::vector<std::string_view> free_names(const onnx_proto::GraphProto& graph) {
  NameSet known = names_defined(graph);
  std::vector<std::string_view> free;
  const auto look = [&](std::string_view name) {
    if (!name.empty() && known.insert(name).second) free.push_back(name);
  };
  for (const auto& node : graph.node()) {
    for (const std::string_view name : names_read(node)) look(name);
  }
  for (const auto& output : graph.output()) look(output.name());
  return free;
}

}  // namespace mortise::onnx
