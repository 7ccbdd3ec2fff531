// How messages name a node of a file.
#pragma once

#include <onnx.pb.h>

#include "plugins/formats/onnx/text.hpp"

namespace mortise::onnx {

/// "node 12 (Conv `conv1`)"
inline std::string node_label(const onnx_proto::NodeProto& node, int index) {
  std::string label = sdk::message("node ", index, " (", quoted(node.op_type()));
  if (!node.name().empty()) label += sdk::message(" `", quoted(node.name()), "`");
  return label + ")";
}

}  // namespace mortise::onnx
