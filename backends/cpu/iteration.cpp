#include "backends/cpu/iteration.hpp"

namespace mortise::cpu {
namespace {

/// Strides of `input` in the loop over `output`: 0 where it broadcasts.
void broadcast_strides(sdk::ShapeView output, sdk::ShapeView input, int64_t* strides) {
  const size_t missing = output.size() - input.size();
  int64_t stride = 1;
  for (size_t d = output.size(); d-- > 0;) {
    const int64_t extent = d < missing ? 1 : input[d - missing];
    strides[d] = extent == 1 ? 0 : stride;
    stride *= extent;
  }
}

}  // namespace

Iteration iterate(sdk::ShapeView output, const sdk::ShapeView* inputs, size_t input_count) {
  int64_t strides[kMaxIterated][kMaxDims] = {};
  for (size_t i = 0; i < input_count; ++i) broadcast_strides(output, inputs[i], strides[i]);

  // Dimensions from the innermost outwards, each merged into the one inside it where all operands
  // go on contiguously. Kept innermost first, turned round at the end.
  size_t count = 0;
  int64_t extents[kMaxDims] = {};
  int64_t kept[kMaxIterated][kMaxDims] = {};
  for (size_t d = output.size(); d-- > 0;) {
    if (output[d] == 1) continue;
    bool merges = count > 0;
    for (size_t i = 0; i < input_count && merges; ++i) {
      merges = strides[i][d] == kept[i][count - 1] * extents[count - 1];
    }
    if (merges) {
      extents[count - 1] *= output[d];
      continue;
    }
    extents[count] = output[d];
    for (size_t i = 0; i < input_count; ++i) kept[i][count] = strides[i][d];
    ++count;
  }

  Iteration result;
  if (count == 0) {
    for (size_t i = 0; i < input_count; ++i) result.constant[i] = true;
    return result;
  }
  result.run = extents[0];
  for (size_t i = 0; i < input_count; ++i) result.constant[i] = kept[i][0] == 0;
  result.dims = count - 1;
  for (size_t d = 0; d + 1 < count; ++d) {
    result.extents[d] = extents[count - 1 - d];
    result.rows *= result.extents[d];
    for (size_t i = 0; i < input_count; ++i) result.strides[i][d] = kept[i][count - 1 - d];
  }
  return result;
}

}  // namespace mortise::cpu
