#include <iterator>

#include "plugins/formats/onnx/upgrade/upgrade.hpp"

namespace mortise::onnx {
namespace {

/// The sequence of hidden states is written when it is wanted; before, an attribute said so as
/// well.
std::vector<Value> drop_output_sequence(Writer& writer, Node node) {
  node.remove("output_sequence");
  return writer.add(std::move(node));
}

constexpr Step kSteps[] = {
    {"GRU", 7, drop_output_sequence},
    {"LSTM", 7, drop_output_sequence},
    {"RNN", 7, drop_output_sequence},
};

}  // namespace

sdk::Span<const Step> recurrent_steps() { return {kSteps, std::size(kSteps)}; }

}  // namespace mortise::onnx
