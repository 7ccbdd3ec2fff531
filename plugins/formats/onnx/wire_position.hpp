// Where a file stops being a valid protobuf message. The parser only says that it does not parse.
#pragma once

#include <cstdint>
#include <string>

namespace mortise::onnx {

/// "byte 12: field 7 (graph) takes 500 bytes where 100 are left", for bytes that did not parse as a
/// ModelProto.
std::string find_wire_error(const uint8_t* data, uint64_t size);

}  // namespace mortise::onnx
