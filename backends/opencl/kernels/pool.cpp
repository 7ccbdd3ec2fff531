// Pooling over one or two spatial axes, on float32.
#include <mortise/sdk/tensor.hpp>

#include "backends/opencl/kernels/registry.hpp"
#include "backends/opencl/kernels/window.hpp"

namespace mortise::opencl {
namespace {

using sdk::Launch;
using sdk::Node;

// A work-item does one element. Taps [begin, end) of each axis lie within the input; dilation can step over all of it.
constexpr Source kSource = {"pool", R"cl(
// How many taps from `start` lie below `limit`.
long taps_below(long start, long limit, long kernel_size, long dilation) {
  if (start >= limit) return 0;
  return min((limit - start - 1) / dilation + 1, kernel_size);
}

#define WINDOW                                                                             \
  const long out_x = get_global_id(0);                                                     \
  if (out_x >= g.out_width) return;                                                        \
  const long out_y = get_global_id(1);                                                     \
  const long plane = get_global_id(2);                                                     \
  const long x = out_x * g.stride_x - g.pad_x;                                             \
  const long y = out_y * g.stride_y - g.pad_y;                                             \
  const long begin_x = taps_below(x, 0, g.kernel_x, g.dilation_x);                         \
  const long end_x = taps_below(x, g.width, g.kernel_x, g.dilation_x);                     \
  const long begin_y = taps_below(y, 0, g.kernel_y, g.dilation_y);                         \
  const long end_y = taps_below(y, g.height, g.kernel_y, g.dilation_y);                    \
  __global const float* from = in + in_at + plane * g.height * g.width;                    \
  __global float* to = out + out_at + (plane * g.out_height + out_y) * g.out_width + out_x;

#define TAP from[(y + ky * g.dilation_y) * g.width + x + kx * g.dilation_x]

__kernel void max_pool(__global const float* in, long in_at, __global float* out, long out_at,
                       Geometry g) {
  WINDOW
  float most = -INFINITY;
  for (long ky = begin_y; ky < end_y; ++ky) {
    for (long kx = begin_x; kx < end_x; ++kx) {
      const float value = TAP;
      if (most == most && !(value <= most)) most = value;  // NaN wins and stays
    }
  }
  *to = most;
}

__kernel void average_pool(__global const float* in, long in_at, __global float* out, long out_at,
                           Geometry g, long padded_height, long padded_width,
                           long count_padding) {
  WINDOW
  float sum = 0;
  for (long ky = begin_y; ky < end_y; ++ky) {
    for (long kx = begin_x; kx < end_x; ++kx) sum += TAP;
  }
  const long inside = max(end_x - begin_x, 0L) * max(end_y - begin_y, 0L);
  const long count = count_padding ? taps_below(x, padded_width, g.kernel_x, g.dilation_x) *
                                         taps_below(y, padded_height, g.kernel_y, g.dilation_y)
                                   : inside;
  *to = inside == 0 ? 0 : sum / count;
}
)cl"};

class Pool : public Operation {
 public:
  static constexpr bool kRanged = true;

 protected:
  Pool(const Node& node, Driver& driver, const char* name)
      : window_(node, {}), function_(driver.function(kSource, name)) {}

  /// With `more` arguments behind those that both pools take.
  template <class... More>
  void run(const Launch& launch, Commands& commands, const Geometry& g, const More&... more) const {
    const uint64_t planes =
        static_cast<uint64_t>(launch.output_shape(0)[0] * launch.output_shape(0)[1]);
    const Range range = {static_cast<uint64_t>(g.out_width), static_cast<uint64_t>(g.out_height),
                         planes, kSmallItems};
    commands.run(function_, range, input_of(launch, 0), output_of(launch, 0), g, more...);
  }
  Geometry geometry(const Launch& launch) const {
    return window_.geometry(launch.input_shape(0), launch.output_shape(0), 1);
  }

  Window window_;

 private:
  Function& function_;
};

class MaxPool final : public Pool {
 public:
  static void check(const Node& node) {
    check_float32(node);
    Window::check(node);
    if (node.wants_output(1)) sdk::unsupported("the second output, Indices, is not supported");
  }

  MaxPool(const Node& node, Driver& driver) : Pool(node, driver, "max_pool") {}

  void enqueue(const Launch& launch, Commands& commands) const override {
    run(launch, commands, geometry(launch));
  }
};

class AveragePool final : public Pool {
 public:
  static void check(const Node& node) {
    check_float32(node);
    Window::check(node);
  }

  AveragePool(const Node& node, Driver& driver)
      : Pool(node, driver, "average_pool"),
        count_padding_(node.attr_int("count_include_pad", 0) != 0) {}

  void enqueue(const Launch& launch, Commands& commands) const override {
    const Geometry g = geometry(launch);
    const cl_long height = g.height + window_.axis(0, g.height).pad_end;
    const cl_long width = g.width + window_.axis(1, g.width).pad_end;
    run(launch, commands, g, height, width, cl_long{count_padding_});
  }

 private:
  bool count_padding_;
};

}  // namespace

KernelList pool_kernels() {
  static constexpr KernelEntry kEntries[] = {
      kernel_entry<AveragePool>("AveragePool"),
      kernel_entry<MaxPool>("MaxPool"),
  };
  return kernel_list(kEntries);
}

}  // namespace mortise::opencl
