// Names that a graph reads and does not define itself: what a subgraph takes from the graphs around
// it.
#pragma once

#include <string_view>
#include <vector>

namespace mortise::onnx_proto {
class AttributeProto;
class GraphProto;
class NodeProto;
}  // namespace mortise::onnx_proto

namespace mortise::onnx {

/// In order of first use, each once. The views borrow from the graph.
std::vector<std::string_view> free_names(const onnx_proto::GraphProto& graph);

/// Names that a node reads: its inputs, then what its subgraphs take from around it. Absent inputs
/// are left out.
std::vector<std::string_view> names_read(const onnx_proto::NodeProto& node);

}  // namespace mortise::onnx
