// Reads arbitrary bytes as an ONNX file: whatever they are, the result is a graph or an error.
#include <cstdint>

#include "core/graph/tables.hpp"
#include "plugins/formats/onnx/model_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const mortise_graph_edit_t& edit = mortise::graph::edit_table();
  mortise_graph_t* graph = nullptr;
  mortise::sdk::check(edit.graph_create(nullptr, &graph));
  mortise_status_t* status = mortise::sdk::guard([&] {
    mortise::sdk::Builder builder(graph, &edit);
    mortise::onnx::read_model(data, size, "corpus/model.onnx", {}, builder);
  });
  mortise_status_release(status);
  edit.graph_release(graph);
  return 0;
}
