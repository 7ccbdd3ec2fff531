#include "plugins/formats/onnx/upgrade/upgrade.hpp"

namespace mortise::onnx {

const Step* next_step(std::string_view op, uint32_t version) {
  const Step* next = nullptr;
  const sdk::Span<const Step> families[] = {
      broadcast_steps(), elementwise_steps(), normalization_steps(), pooling_steps(),
      reduction_steps(), recurrent_steps(),   resize_steps(),        scan_steps(),
      selection_steps(), shape_steps(),       softmax_steps(),
  };
  for (const auto& family : families) {
    for (const Step& step : family) {
      if (step.op != op || step.version <= version) continue;
      if (next == nullptr || step.version < next->version) next = &step;
    }
  }
  return next;
}

std::vector<Value> keep_old_form(Writer& writer, Node node) {
  node.version -= 1;
  return writer.add_unchanged(node);
}

}  // namespace mortise::onnx
