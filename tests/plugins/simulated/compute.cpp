#include "tests/plugins/simulated/compute.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mortise::tests::simulated {
namespace {

float* floats(const Operand& operand) { return reinterpret_cast<float*>(operand.data); }

int64_t count_of(const Operand& operand) { return sdk::element_count(operand.shape); }

// The element of `operand` that broadcasts to element `index` of `shape`.
int64_t broadcast_index(const Operand& operand, const sdk::Shape& shape, int64_t index) {
  int64_t result = 0;
  int64_t stride = 1;
  for (size_t back = 1; back <= shape.size(); ++back) {
    const int64_t extent = shape[shape.size() - back];
    const int64_t position = index % extent;
    index /= extent;
    if (back > operand.shape.size()) break;
    const int64_t own = operand.shape[operand.shape.size() - back];
    if (own != 1) result += position * stride;
    stride *= own;
  }
  return result;
}

template <class F>
void binary(const std::vector<Operand>& inputs, const std::vector<Operand>& outputs, F&& function) {
  const Operand& out = outputs[0];
  for (int64_t i = 0; i < count_of(out); ++i) {
    floats(out)[i] = function(floats(inputs[0])[broadcast_index(inputs[0], out.shape, i)],
                              floats(inputs[1])[broadcast_index(inputs[1], out.shape, i)]);
  }
}

}  // namespace

void compute_add(const std::vector<Operand>& inputs, const std::vector<Operand>& outputs, float*) {
  binary(inputs, outputs, [](float a, float b) { return a + b; });
}

void compute_mul(const std::vector<Operand>& inputs, const std::vector<Operand>& outputs, float*) {
  binary(inputs, outputs, [](float a, float b) { return a * b; });
}

// Over all bytes, so that it serves tensors in a layout with padding too. NaN stays NaN.
void compute_relu(const std::vector<Operand>& inputs, const std::vector<Operand>& outputs, float*) {
  const auto count = static_cast<size_t>(outputs[0].view.byte_size / sizeof(float));
  for (size_t i = 0; i < count; ++i) {
    const float x = floats(inputs[0])[i];
    floats(outputs[0])[i] = x < 0 ? 0 : x;
  }
}

void compute_mat_mul(const std::vector<Operand>& inputs, const std::vector<Operand>& outputs,
                     float*) {
  const int64_t inner = inputs[0].shape[1];
  const int64_t columns = inputs[1].shape[1];
  for (int64_t i = 0; i < count_of(outputs[0]); ++i) {
    double sum = 0;
    for (int64_t k = 0; k < inner; ++k) {
      sum += static_cast<double>(floats(inputs[0])[i / columns * inner + k]) *
             static_cast<double>(floats(inputs[1])[k * columns + i % columns]);
    }
    floats(outputs[0])[i] = static_cast<float>(sum);
  }
}

// Through the workspace, so that a workspace that is not the launch's own shows in the result.
void compute_softmax(const std::vector<Operand>& inputs, const std::vector<Operand>& outputs,
                     float* workspace) {
  const int64_t count = count_of(inputs[0]);
  if (count == 0) return;
  const int64_t row = inputs[0].shape.back();
  std::copy_n(floats(inputs[0]), count, workspace);
  for (int64_t begin = 0; begin < count; begin += row) {
    float largest = -std::numeric_limits<float>::infinity();
    for (int64_t i = begin; i < begin + row; ++i) largest = std::max(largest, workspace[i]);
    double sum = 0;
    for (int64_t i = begin; i < begin + row; ++i) {
      workspace[i] = std::exp(workspace[i] - largest);
      sum += static_cast<double>(workspace[i]);
    }
    for (int64_t i = begin; i < begin + row; ++i)
      floats(outputs[0])[i] = static_cast<float>(static_cast<double>(workspace[i]) / sum);
  }
}

void compute_non_zero(const std::vector<Operand>& inputs, const std::vector<Operand>& outputs,
                      float*) {
  std::vector<int64_t> found;
  for (int64_t i = 0; i < count_of(inputs[0]); ++i) {
    if (floats(inputs[0])[i] != 0) found.push_back(i);
  }
  auto* out = reinterpret_cast<int64_t*>(outputs[0].data);
  int64_t below = 1;  // elements of the axes after this one
  for (size_t axis = inputs[0].shape.size(); axis-- > 0;) {
    for (size_t i = 0; i < found.size(); ++i)
      out[axis * found.size() + i] = found[i] / below % inputs[0].shape[axis];
    below *= inputs[0].shape[axis];
  }
  outputs[0].true_shape[1] = static_cast<int64_t>(found.size());
}

}  // namespace mortise::tests::simulated
