// Normalisation, on float32.
#include <mortise/sdk/tensor.hpp>

#include "backends/opencl/kernels/registry.hpp"

namespace mortise::opencl {
namespace {

using sdk::Launch;
using sdk::Node;
using sdk::ShapeView;

constexpr Source kSource = {"normalise", R"cl(
__kernel void batch_normalise(__global const float* in, long in_at, __global const float* scale,
                              long scale_at, __global const float* bias, long bias_at,
                              __global const float* mean, long mean_at,
                              __global const float* variance, long variance_at,
                              __global float* out, long out_at, long plane, long channels,
                              float epsilon) {
  const long begin = WIDTH * (long)get_global_id(0);
  if (begin >= plane) return;
  const long image = get_global_id(1);
  const long c = image % channels;
  const float factor = scale[scale_at + c] / sqrt(variance[variance_at + c] + epsilon);
  const float16 x = load_floats(in + in_at + image * plane + begin, plane - begin);
  store_floats((x - mean[mean_at + c]) * factor + bias[bias_at + c],
               out + out_at + image * plane + begin, 0, plane - begin);
}

// A work-item does a row. Output and input may be the same memory.
__kernel void layer_normalise(__global const float* in, long in_at, __global const float* scale,
                              long scale_at, __global const float* bias, long bias_at,
                              __global float* out, long out_at, long rows, long count,
                              long has_bias, float epsilon) {
  const long row = get_global_id(0);
  if (row >= rows) return;
  __global const float* x = in + in_at + row * count;
  __global float* y = out + out_at + row * count;
  float16 sums = 0;
  for (long i = 0; i < count; i += WIDTH) sums += load_floats(x + i, count - i);
  const float mean = sum_of(sums) / count;
  float16 squares = 0;
  const long whole = count / WIDTH * WIDTH;
  for (long i = 0; i < whole; i += WIDTH) {
    const float16 distance = vload16(0, x + i) - mean;
    squares += distance * distance;
  }
  float rest = 0;
  for (long i = whole; i < count; ++i) rest += (x[i] - mean) * (x[i] - mean);
  const float inverse = 1.0f / sqrt((sum_of(squares) + rest) / count + epsilon);
  for (long i = 0; i < count; i += WIDTH) {
    float16 value = (load_floats(x + i, count - i) - mean) * inverse;
    value *= load_floats(scale + scale_at + i, count - i);
    if (has_bias) value += load_floats(bias + bias_at + i, count - i);
    store_floats(value, y + i, 0, count - i);
  }
}
)cl"};

class BatchNormalization final : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) {
    check_float32(node);
    if (node.attr_int("training_mode", 0) != 0)
      sdk::unsupported("training_mode 1 is not supported");
  }

  BatchNormalization(const Node& node, Driver& driver)
      : function_(driver.function(kSource, "batch_normalise")),
        epsilon_(static_cast<cl_float>(node.attr_float("epsilon", 1e-5))) {}

  void enqueue(const Launch& launch, Commands& commands) const override {
    const ShapeView shape = launch.output_shape(0);
    const cl_long plane = sdk::element_count({shape.data() + 2, shape.size() - 2});
    const Range range = {parts(plane, kWidth), static_cast<uint64_t>(shape[0] * shape[1])};
    commands.run(function_, range, input_of(launch, 0), input_of(launch, 1), input_of(launch, 2),
                 input_of(launch, 3), input_of(launch, 4), output_of(launch, 0), plane,
                 cl_long{shape[1]}, epsilon_);
  }

 private:
  Function& function_;
  cl_float epsilon_;
};

class LayerNormalization final : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) {
    check_float32(node);
    for (size_t i = 1; i < 3; ++i) {
      if (node.wants_output(i)) sdk::unsupported("output ", i, " is not supported; only Y is");
      if (node.has_input(i) && !sdk::equal(node.shape(i), normalised(node.shape(0), node))) {
        sdk::unsupported("input ", i, " has shape ", node.shape(i), "; only ",
                         normalised(node.shape(0), node), " is supported");
      }
    }
  }

  LayerNormalization(const Node& node, Driver& driver)
      : function_(driver.function(kSource, "layer_normalise")),
        group_(driver.group_size()),
        trailing_(normalised(node.shape(0), node).size()),
        epsilon_(static_cast<cl_float>(node.attr_float("epsilon", 1e-5))) {}

  void enqueue(const Launch& launch, Commands& commands) const override {
    const ShapeView shape = launch.output_shape(0);
    const size_t axis = shape.size() - trailing_;
    const cl_long rows = sdk::element_count({shape.data(), axis});
    const cl_long count = sdk::element_count({shape.data() + axis, trailing_});
    if (count == 0) return;
    commands.run(function_, {static_cast<uint64_t>(rows), 1, 1, group_}, input_of(launch, 0),
                 input_of(launch, 1), input_of(launch, 2), output_of(launch, 0), rows, count,
                 cl_long{launch.has_input(2)}, epsilon_);
  }

 private:
  /// The extents that are normalised over.
  static ShapeView normalised(ShapeView shape, const Node& node) {
    const int64_t named = node.attr_int("axis", -1);
    const auto axis = static_cast<size_t>(named < 0 ? named + node.rank(0) : named);
    return {shape.data() + axis, shape.size() - axis};
  }

  Function& function_;
  uint64_t group_;
  size_t trailing_;
  cl_float epsilon_;
};

}  // namespace

KernelList normalise_kernels() {
  static constexpr KernelEntry kEntries[] = {
      kernel_entry<BatchNormalization>("BatchNormalization"),
      kernel_entry<LayerNormalization>("LayerNormalization"),
  };
  return kernel_list(kEntries);
}

}  // namespace mortise::opencl
