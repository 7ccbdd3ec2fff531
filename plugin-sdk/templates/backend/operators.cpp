#include "operators.hpp"

namespace acme {
namespace {

using mortise::sdk::Shape;
using Operands = std::vector<Operand>;

// The element of `operand` that broadcasts to element `index` of `shape`.
int64_t broadcast_index(const Operand& operand, const Shape& shape, int64_t index) {
  int64_t result = 0;
  int64_t stride = 1;
  for (size_t back = 1; back <= operand.shape.size(); ++back) {
    const int64_t extent = shape[shape.size() - back];
    const int64_t own = operand.shape[operand.shape.size() - back];
    if (own != 1) result += index % extent * stride;
    index /= extent;
    stride *= own;
  }
  return result;
}

template <class Function>
void broadcast(const Operands& inputs, const Operands& outputs, const Function& function) {
  const Operand& out = outputs[0];
  const int64_t count = mortise::sdk::element_count(out.shape);
  for (int64_t i = 0; i < count; ++i) {
    out.data[i] = function(inputs[0].data[broadcast_index(inputs[0], out.shape, i)],
                           inputs[1].data[broadcast_index(inputs[1], out.shape, i)]);
  }
}

void add(const Operands& inputs, const Operands& outputs) {
  broadcast(inputs, outputs, [](float a, float b) { return a + b; });
}

void mul(const Operands& inputs, const Operands& outputs) {
  broadcast(inputs, outputs, [](float a, float b) { return a * b; });
}

// NaN stays NaN.
void relu(const Operands& inputs, const Operands& outputs) {
  const int64_t count = mortise::sdk::element_count(outputs[0].shape);
  for (int64_t i = 0; i < count; ++i) {
    const float x = inputs[0].data[i];
    outputs[0].data[i] = x < 0 ? 0 : x;
  }
}

void mat_mul(const Operands& inputs, const Operands& outputs) {
  const int64_t rows = outputs[0].shape[0];
  const int64_t columns = outputs[0].shape[1];
  const int64_t inner = inputs[0].shape[1];
  for (int64_t row = 0; row < rows; ++row) {
    for (int64_t column = 0; column < columns; ++column) {
      double sum = 0;
      for (int64_t k = 0; k < inner; ++k) {
        sum += static_cast<double>(inputs[0].data[row * inner + k]) *
               static_cast<double>(inputs[1].data[k * columns + column]);
      }
      outputs[0].data[row * columns + column] = static_cast<float>(sum);
    }
  }
}

struct Entry {
  std::string_view op;
  Compute compute;
};

constexpr Entry kOperators[] = {
    {"Add", &add}, {"MatMul", &mat_mul}, {"Mul", &mul}, {"Relu", &relu}};

}  // namespace

Compute find_compute(std::string_view op) {
  for (const Entry& entry : kOperators) {
    if (entry.op == op) return entry.compute;
  }
  return nullptr;
}

}  // namespace acme
