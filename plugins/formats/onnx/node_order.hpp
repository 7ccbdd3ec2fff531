// The order in which nodes are added to a graph: each after those whose outputs it reads. Files
// should be in such an order, but not all are.
#pragma once

#include <vector>

namespace google::protobuf {
template <typename T>
class RepeatedPtrField;
}
namespace mortise::onnx_proto {
class NodeProto;
}

namespace mortise::onnx {

using NodeProtos = google::protobuf::RepeatedPtrField<onnx_proto::NodeProto>;

/// Positions in `nodes`; the file's order where it is a valid one. Throws INVALID_ARGUMENT for a
/// cycle, and for a name that two nodes define.
std::vector<int> node_order(const NodeProtos& nodes);

}  // namespace mortise::onnx
