// Small graphs and constants for the tests of this folder.
#pragma once

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/graph/graph.hpp"

namespace mortise::graph::test {

/// The value of a Result that must not be an error.
template <class T>
T must(Result<T> result) {
  INFO((result.ok() ? "" : std::string(result.error().message())));
  REQUIRE(result.ok());
  return std::move(result).value();
}

inline void must(const Status& status) {
  INFO(std::string(status.message()));
  REQUIRE(status.ok());
}

/// Whether the error's message contains `text`; false for success.
inline bool says(const Status& status, std::string_view text) {
  UNSCOPED_INFO("message: " << status.message());
  return !status.ok() && status.message().find(text) != std::string_view::npos;
}
template <class T>
bool says(const Result<T>& result, std::string_view text) {
  return !result.ok() && says(result.error(), text);
}

inline mortise_tensor_view_t view_of(uint32_t dtype, std::vector<int64_t>& shape, const void* data,
                                     uint64_t byte_size) {
  mortise_tensor_view_t view{};
  view.struct_size = sizeof view;
  view.data = const_cast<void*>(data);
  view.byte_size = byte_size;
  view.dtype = dtype;
  view.rank = static_cast<uint32_t>(shape.size());
  view.shape = shape.data();
  return view;
}

inline ConstantRef floats(std::vector<int64_t> shape, const std::vector<float>& numbers) {
  return must(Constant::copy(
      view_of(MORTISE_DTYPE_FLOAT32, shape, numbers.data(), numbers.size() * sizeof(float))));
}

inline ConstantRef strings(const std::vector<std::string>& texts) {
  std::vector<mortise_string_t> elements;
  for (const std::string& text : texts) elements.push_back(mortise::to_abi(text));
  std::vector<int64_t> shape = {static_cast<int64_t>(texts.size())};
  return must(Constant::copy(view_of(MORTISE_DTYPE_STRING, shape, elements.data(),
                                     elements.size() * sizeof(mortise_string_t))));
}

inline Type vector4() { return Type::tensor(MORTISE_DTYPE_FLOAT32, {4}); }

/// Adds a node with one output and returns that.
inline ValueId add(Graph& graph, const std::string& op, std::vector<ValueId> inputs,
                   const std::string& output_name = {}) {
  Node node;
  node.op = op;
  node.inputs = std::move(inputs);
  return graph.node(must(graph.add_node(std::move(node), 1, {output_name})))->outputs[0];
}

inline NodeId producer(const Graph& graph, ValueId value) { return graph.value(value)->producer; }

/// The operators in topological order.
inline std::vector<std::string> ops(const Graph& graph) {
  std::vector<std::string> names;
  for (const NodeId id : graph.order()) names.push_back(graph.node(id)->op);
  return names;
}

/// Something of everything: symbols, metadata, states, constants of several types, attributes of every kind with a
/// subgraph among them, absent inputs and outputs.
Graph rich_graph();

}  // namespace mortise::graph::test
