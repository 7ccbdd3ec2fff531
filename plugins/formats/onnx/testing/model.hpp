// Small models for tests: built as messages, read through the reader into a graph of the core, and
// described as text.
#pragma once

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <onnx.pb.h>

#include "core/graph/graph.hpp"
#include "plugins/formats/onnx/model_reader.hpp"

namespace mortise::onnx::testing {

using onnx_proto::AttributeProto;
using onnx_proto::FunctionProto;
using onnx_proto::GraphProto;
using onnx_proto::ModelProto;
using onnx_proto::NodeProto;
using onnx_proto::TensorProto;
using onnx_proto::TypeProto;
using Names = std::initializer_list<std::string_view>;

/// An empty graph, IR version 8, importing the standard operators of `opset`.
ModelProto make_model(int64_t opset);

NodeProto& add_node(GraphProto& graph, std::string_view op, Names inputs, Names outputs);
NodeProto& add_node(FunctionProto& function, std::string_view op, Names inputs, Names outputs);

void set_int(NodeProto& node, std::string_view name, int64_t value);
void set_float(NodeProto& node, std::string_view name, float value);
void set_string(NodeProto& node, std::string_view name, std::string_view value);
void set_ints(NodeProto& node, std::string_view name, std::initializer_list<int64_t> values);
void set_floats(NodeProto& node, std::string_view name, std::initializer_list<float> values);
TensorProto& set_tensor(NodeProto& node, std::string_view name);
GraphProto& set_graph(NodeProto& node, std::string_view name);
/// In a function: the value of the call's attribute `source`.
void set_reference(NodeProto& node, std::string_view name, std::string_view source, int32_t type);

/// An extent of 0 is unknown. Without extents the rank is 0.
TypeProto tensor_type(int32_t dtype, std::initializer_list<int64_t> shape);
void add_input(GraphProto& graph, std::string_view name, const TypeProto& type);
void add_input(GraphProto& graph, std::string_view name, int32_t dtype = MORTISE_DTYPE_FLOAT32);
void add_output(GraphProto& graph, std::string_view name);
/// float32, in float_data.
TensorProto& add_initializer(GraphProto& graph, std::string_view name,
                             std::initializer_list<int64_t> shape,
                             std::initializer_list<float> elements);
void add_ints(GraphProto& graph, std::string_view name, std::initializer_list<int64_t> elements);

/// A graph as read.
class ReadGraph {
 public:
  ReadGraph();
  ~ReadGraph();
  ReadGraph(const ReadGraph&) = delete;
  ReadGraph& operator=(const ReadGraph&) = delete;
  sdk::Builder& builder() { return builder_; }
  const graph::Graph& get() const { return *graph::from_abi(handle_); }

 private:
  mortise_graph_t* handle_;
  sdk::Builder builder_;
};

/// Throws sdk::Error as the reader does.
std::shared_ptr<ReadGraph> read(const ModelProto& model, const std::string& path = "model.onnx",
                                const ReadOptions& options = {});
std::shared_ptr<ReadGraph> read_bytes(std::string_view bytes);
/// Text of the error that reading gives; empty when there is none.
std::string read_error(const ModelProto& model);
/// Text of the error that `body` throws; empty when there is none.
std::string error_of(const std::function<void()>& body);

/// A line per node, in order: "y = Clip(x, 0.5, _) axis=1". Values are written by name, or as t0,
/// t1, … when the file does not name them; small constants as their elements, with a suffix for
/// dtypes other than float32 and int64.
std::string describe(const graph::Graph& graph);

/// describe() of a model with one node in `opset`, whose inputs "x", "a", "b", … are float32 graph
/// inputs, except those that `prepare` makes into something else.
std::string describe_node(int64_t opset, std::string_view op, Names inputs, Names outputs,
                          const std::function<void(NodeProto&, GraphProto&)>& prepare = {});

}  // namespace mortise::onnx::testing
