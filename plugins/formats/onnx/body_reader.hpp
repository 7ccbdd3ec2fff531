// Reads the body of a graph or of a function: nodes that name each other's values.
//
// Graphs have no names that reach outside, so what a subgraph takes from around it becomes
// explicit: constants are shared with it; other values become inputs of the node, behind its own,
// and inputs of each of its subgraphs, in the same order, behind their own. The node's int
// attribute `captures` says how many.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plugins/formats/onnx/attribute_reader.hpp"
#include "plugins/formats/onnx/node_order.hpp"
#include "plugins/formats/onnx/opsets.hpp"
#include "plugins/formats/onnx/writer.hpp"

namespace mortise::onnx_proto {
class GraphProto;
class TypeProto;
}  // namespace mortise::onnx_proto

namespace mortise::onnx {

class FileContext;
struct Function;

/// Where a body stands.
struct Frame {
  const Opsets& opsets;
  const Arguments* arguments = nullptr;  // of the function's call, in a function
  std::string prefix = {};               // of the names of what a function adds
  uint32_t depth = 0;                    // of subgraphs and functions
};

class BodyReader {
 public:
  /// Throws when the frame is too deep.
  BodyReader(FileContext& context, Writer& writer, Frame frame);

  /// Reads inputs, constants and nodes of the model's graph, and declares its outputs.
  void read_model_graph(onnx_proto::GraphProto& graph);

 private:
  void define(std::string_view name, Value value);
  /// The name in the graph, which says by which calls the node came there.
  std::string full_name(std::string_view name) const;
  /// Throws when nothing defines the name.
  Value resolve_name(std::string_view name) const;
  const onnx_proto::TypeProto* declared_type(std::string_view name) const;

  void declare_types(const onnx_proto::GraphProto& graph);
  void read_constants(onnx_proto::GraphProto& graph, bool inputs_win);
  void read_inputs(const onnx_proto::GraphProto& graph, bool is_model);
  bool is_constant(std::string_view name) const;
  void read_nodes(NodeProtos& nodes);
  void read_outputs(const onnx_proto::GraphProto& graph);
  void read_subgraph(onnx_proto::GraphProto& graph, const BodyReader& outer,
                     const std::vector<std::string_view>& captures);
  void take_capture(std::string_view name, const BodyReader& outer, bool is_free);

  void read_node(onnx_proto::NodeProto& proto);
  void read_constant_node(onnx_proto::NodeProto& proto);
  void read_attributes(onnx_proto::NodeProto& proto, Node& node);
  /// Names that any of the graphs takes from here and that are no constants, in order of first use.
  std::vector<std::string_view> find_captures(
      const std::vector<onnx_proto::AttributeProto*>& attributes) const;
  void read_graph_attributes(const std::vector<onnx_proto::AttributeProto*>& attributes,
                             Node& node);
  void define_outputs(const onnx_proto::NodeProto& proto, const std::vector<Value>& values);
  void inline_call(onnx_proto::NodeProto& call, Function& function);
  std::shared_ptr<sdk::Subgraph> type_as_graph(const onnx_proto::TypeProto& type);

  FileContext& context_;
  Writer& writer_;
  Frame frame_;
  // The names live in the file's messages.
  std::unordered_map<std::string_view, Value> values_;
  std::unordered_map<std::string_view, const onnx_proto::TypeProto*> types_;
};

}  // namespace mortise::onnx
