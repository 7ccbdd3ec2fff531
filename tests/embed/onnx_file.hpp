// A small ONNX file, written byte by byte, so that the test itself needs no protobuf.
#pragma once

#include <string>

namespace mortise::tests {

/// y = Exp(Relu(Conv(x, W))), for x of shape [1, 16, 16, 16] and W of shape [16, 16, 3, 3].
std::string small_onnx_model();

}  // namespace mortise::tests
