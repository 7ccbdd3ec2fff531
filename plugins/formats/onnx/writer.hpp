// Writes nodes and constants into a graph, converting each node to the newest form of its operator
// on the way.
//
// Upgrade steps (upgrade/upgrade.hpp) use the same writer: they add helper nodes with op(), and
// hand the node on with add().
#pragma once

#include <unordered_map>

#include "plugins/formats/onnx/node.hpp"

namespace mortise::onnx {

/// The newest opset of the standard operators that this reader knows: what it has converted a node
/// to.
inline constexpr uint32_t kNewestOpset = 27;

class Writer {
 public:
  explicit Writer(sdk::Builder builder) : builder_(std::move(builder)) {}
  sdk::Builder& builder() { return builder_; }

  /// Lends the tensor's memory to the graph.
  Value constant(const Tensor& tensor, std::string_view name = {});
  /// A one-dimensional int64 tensor, as axes and shapes are.
  Value ints(std::vector<int64_t> values);
  /// A tensor of rank 0 with the dtype of `like`.
  Value scalar_like(double number, Value like);
  /// Null unless the value is a constant that this writer added.
  const Tensor* constant_of(Value value) const;

  /// Converts the node and adds it; returns its outputs' values.
  std::vector<Value> add(Node node);
  /// Adds the node as it is.
  std::vector<Value> add_unchanged(const Node& node);
  /// A standard operator in its newest form, with one output.
  Value op(std::string_view op, std::vector<Value> inputs, const sdk::Attrs& attributes = {});

  // Dtypes, as far as they are known without shape inference.

  uint32_t dtype_of(Value value) const;  // MORTISE_DTYPE_UNDEFINED when not known
  void set_dtype(Value value, uint32_t dtype);

 private:
  sdk::Builder builder_;
  std::unordered_map<Value, Tensor> constants_;
  std::unordered_map<Value, uint32_t> dtypes_;
};

}  // namespace mortise::onnx
