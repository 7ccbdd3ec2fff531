// Reads an ONNX file into a graph.
#pragma once

#include <mortise/sdk/graph.hpp>

#include <cstdint>
#include <string>

namespace mortise::onnx {

struct ReadOptions {
  bool verify_checksums = true;  // that the model states for external files
};

/// Fills the empty graph of `builder`. Throws sdk::Error; the text starts with the path and names
/// the position.
void read_model_file(const std::string& path, const ReadOptions& options, sdk::Builder& builder);

/// The same from memory; `path` is where external files are looked for.
void read_model(const uint8_t* data, uint64_t size, const std::string& path,
                const ReadOptions& options, sdk::Builder& builder);

}  // namespace mortise::onnx
