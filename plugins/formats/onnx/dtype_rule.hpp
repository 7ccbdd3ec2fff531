// The dtype of a node's result, for the conversions that must make a constant of the same dtype
// (Clip's bounds, say). The graph infers types properly later; what is not known here costs a
// CastLike.
#pragma once

#include "plugins/formats/onnx/writer.hpp"

namespace mortise::onnx {

/// MORTISE_DTYPE_UNDEFINED when not known.
uint32_t result_dtype(const Writer& writer, const Node& node, size_t output);

}  // namespace mortise::onnx
