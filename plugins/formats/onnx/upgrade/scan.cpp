// Scan-8 ran over a batch: each of its inputs had a batch axis, 0, and scanned axis 1. Scan-9 has
// no batch, so a batched scan becomes a scan over the batch whose body is the old scan of one
// sample.
#include <iterator>

#include "plugins/formats/onnx/upgrade/upgrade.hpp"

namespace mortise::onnx {
namespace {

/// The graph of one sample: the old node, between inputs and outputs of its own.
std::shared_ptr<sdk::Subgraph> sample_graph(Writer& writer, Node node) {
  auto graph = std::make_shared<sdk::Subgraph>(writer.builder());
  Writer inner(graph->builder());
  const mortise_type_t unknown = sdk::unranked_type(MORTISE_DTYPE_UNDEFINED);
  for (size_t i = 0; i < node.inputs.size(); ++i) {
    node.inputs[i] = inner.builder().input(sdk::message("input_", i), unknown);
  }
  const std::vector<Value> outputs = inner.add(std::move(node));
  for (size_t i = 0; i < outputs.size(); ++i) {
    inner.builder().output(sdk::message("output_", i), outputs[i]);
  }
  return graph;
}

std::vector<Value> scan_9(Writer& writer, Node node) {
  // Samples of differing lengths cannot be said in Scan-9.
  if (node.input(0) != kNone || node.has("captures") || node.inputs.empty()) {
    return keep_old_form(writer, std::move(node));
  }
  node.inputs.erase(node.inputs.begin());
  if (auto directions = node.take_ints("directions")) {
    node.set("scan_input_directions", std::move(*directions));
  }
  Node batch;
  batch.op = node.op;
  batch.name = std::exchange(node.name, {});
  batch.version = node.version;
  batch.inputs = node.inputs;
  batch.output_count = node.output_count;
  batch.set("num_scan_inputs", static_cast<int64_t>(node.inputs.size()));
  batch.set("body", sample_graph(writer, std::move(node)));
  return writer.add(std::move(batch));
}

constexpr Step kSteps[] = {{"Scan", 9, scan_9}};

}  // namespace

sdk::Span<const Step> scan_steps() { return {kSteps, std::size(kSteps)}; }

}  // namespace mortise::onnx
