// Softmax along one axis, on float32.
#include <mortise/sdk/tensor.hpp>

#include "backends/opencl/kernels/registry.hpp"

namespace mortise::opencl {
namespace {

using sdk::Launch;
using sdk::Node;

// A work-item does a line. Output and input may be the same memory. fmax passes over NaN; exp(NaN) in the sum does not.
constexpr Source kSource = {"softmax", R"cl(
__kernel void softmax_rows(__global const float* in, long in_at, __global float* out, long out_at,
                           long lines, long extent) {
  const long line = get_global_id(0);
  if (line >= lines) return;
  __global const float* x = in + in_at + line * extent;
  __global float* y = out + out_at + line * extent;
  const long whole = extent / WIDTH * WIDTH;
  float16 greatest = -INFINITY;
  for (long i = 0; i < whole; i += WIDTH) greatest = fmax(greatest, vload16(0, x + i));
  float most = max_of(greatest);
  for (long i = whole; i < extent; ++i) most = fmax(most, x[i]);
  float16 sums = 0;
  for (long i = 0; i < whole; i += WIDTH) {
    const float16 power = exp(vload16(0, x + i) - most);
    vstore16(power, 0, y + i);
    sums += power;
  }
  float sum = sum_of(sums);
  for (long i = whole; i < extent; ++i) {
    y[i] = exp(x[i] - most);
    sum += y[i];
  }
  for (long i = 0; i < whole; i += WIDTH) vstore16(vload16(0, y + i) / sum, 0, y + i);
  for (long i = whole; i < extent; ++i) y[i] /= sum;
}

// Lines whose elements are `inner` apart.
__kernel void softmax_lines(__global const float* in, long in_at, __global float* out,
                            long out_at, long lines, long extent, long inner) {
  const long line = get_global_id(0);
  if (line >= lines) return;
  const long start = line / inner * extent * inner + line % inner;
  __global const float* x = in + in_at + start;
  __global float* y = out + out_at + start;
  float most = -INFINITY;
  for (long i = 0; i < extent; ++i) most = fmax(most, x[i * inner]);
  float sum = 0;
  for (long i = 0; i < extent; ++i) {
    y[i * inner] = exp(x[i * inner] - most);
    sum += y[i * inner];
  }
  for (long i = 0; i < extent; ++i) y[i * inner] /= sum;
}
)cl"};

class Softmax final : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) { check_float32(node); }

  Softmax(const Node& node, Driver& driver)
      : axis_(node.attr_int("axis", -1)),
        group_(driver.group_size()),
        rows_(driver.function(kSource, "softmax_rows")),
        lines_(driver.function(kSource, "softmax_lines")) {}

  void enqueue(const Launch& launch, Commands& commands) const override {
    const sdk::ShapeView shape = launch.output_shape(0);
    // A scalar is a line of one element.
    const auto rank = static_cast<int64_t>(shape.size());
    const auto axis = static_cast<size_t>(axis_ < 0 ? axis_ + rank : axis_);
    const int64_t count = sdk::element_count(shape);
    const int64_t extent = shape.empty() ? 1 : shape[axis];
    if (count == 0) return;
    const int64_t inner =
        shape.empty() ? 1 : sdk::element_count({shape.data() + axis + 1, shape.size() - axis - 1});
    const cl_long lines = count / extent;
    const Range range = {static_cast<uint64_t>(lines), 1, 1, group_};
    const Tensor x = input_of(launch, 0);
    const Tensor y = output_of(launch, 0);
    if (inner == 1) return commands.run(rows_, range, x, y, lines, cl_long{extent});
    commands.run(lines_, range, x, y, lines, cl_long{extent}, cl_long{inner});
  }

 private:
  int64_t axis_;
  uint64_t group_;
  Function& rows_;
  Function& lines_;
};

}  // namespace

KernelList softmax_kernels() {
  static constexpr KernelEntry kEntries[] = {kernel_entry<Softmax>("Softmax")};
  return kernel_list(kEntries);
}

}  // namespace mortise::opencl
