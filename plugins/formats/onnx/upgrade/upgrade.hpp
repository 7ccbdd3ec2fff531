// Conversion of old operator forms to the newest ones, so that nothing behind the reader knows old
// opsets.
//
// A step converts one operator from the form before `version` to the form of `version`. Steps of an
// operator run in order of version, each handing the node to the next through Writer::add, until
// none is left. Versions that only widened the types an operator takes need no step. A form that
// cannot be said in the newest one is left as it is, with its old version, and the compiler reports
// that no operator of that version exists.
#pragma once

#include <mortise/sdk/span.hpp>

#include <string_view>
#include <vector>

#include "plugins/formats/onnx/writer.hpp"

namespace mortise::onnx {

struct Step {
  std::string_view op;
  uint32_t version;
  /// Returns the values of the node's outputs. The node's version is already the step's.
  std::vector<Value> (*apply)(Writer& writer, Node node);
};

/// The first step from a form older than it makes, or null.
const Step* next_step(std::string_view op, uint32_t version);

/// For a step that cannot convert its node: adds it in the form before the step's.
std::vector<Value> keep_old_form(Writer& writer, Node node);

// One list per family, each in a file of its own.
sdk::Span<const Step> broadcast_steps();
sdk::Span<const Step> elementwise_steps();
sdk::Span<const Step> normalization_steps();
sdk::Span<const Step> pooling_steps();
sdk::Span<const Step> reduction_steps();
sdk::Span<const Step> recurrent_steps();
sdk::Span<const Step> resize_steps();
sdk::Span<const Step> scan_steps();
sdk::Span<const Step> selection_steps();
sdk::Span<const Step> shape_steps();
sdk::Span<const Step> softmax_steps();

}  // namespace mortise::onnx
