// Transposed convolution over one or two spatial axes, in groups, on float32.
#include <mortise/sdk/tensor.hpp>

#include <algorithm>

#include "backends/opencl/kernels/registry.hpp"
#include "backends/opencl/kernels/window.hpp"

namespace mortise::opencl {
namespace {

using sdk::Launch;
using sdk::Node;
using sdk::ShapeView;

// Output elements that are a stride apart take their inputs from neighbours. So a work-item computes sixteen elements with
// one remainder of x by the stride, for CHANNELS output channels of a group.
constexpr Source kSource = {"conv_transpose", R"cl(
#define CHANNELS 4

float16 load_part(__global const float* row, long x, long width) {
  if (x >= 0 && x + WIDTH <= width) return vload16(0, row + x);
  float values[WIDTH] = {0};
  for (long i = max(-x, 0L); i < min(width - x, (long)WIDTH); ++i) values[i] = row[x + i];
  return vload16(0, values);
}

__kernel void conv_transpose(__global const float* in, long in_at,
                             __global const float* weights, long weights_at,
                             __global const float* bias, long bias_at, long has_bias,
                             __global float* out, long out_at, long items, long tiles, Geometry g) {
  const long item = get_global_id(0);
  if (item >= items) return;
  const long remainder = item / tiles;
  const long x = item % tiles * WIDTH;  // times the stride, plus the remainder
  const long y = get_global_id(1);
  const long blocks = (g.out_channels + CHANNELS - 1) / CHANNELS;
  const long block = get_global_id(2) % blocks;
  const long plane = get_global_id(2) / blocks;  // batch and group
  const long group = plane % g.groups;
  const int channels = (int)min(g.out_channels - block * CHANNELS, (long)CHANNELS);
  const long taps = g.kernel_y * g.kernel_x;
  float16 sum[CHANNELS];
  for (int m = 0; m < CHANNELS; ++m) {
    const long channel = group * g.out_channels + block * CHANNELS + min(m, channels - 1);
    sum[m] = has_bias ? bias[bias_at + channel] : 0.0f;
  }
  for (long c = 0; c < g.in_channels; ++c) {
    __global const float* image =
        in + in_at + (plane * g.in_channels + c) * g.height * g.width;
    __global const float* w = weights + weights_at +
        ((group * g.in_channels + c) * g.out_channels + block * CHANNELS) * taps;
    for (long ky = 0; ky < g.kernel_y; ++ky) {
      const long row = y + g.pad_y - ky * g.dilation_y;
      if (row < 0 || row % g.stride_y != 0 || row / g.stride_y >= g.height) continue;
      __global const float* from = image + row / g.stride_y * g.width;
      for (long kx = 0; kx < g.kernel_x; ++kx) {
        const long first = remainder + g.pad_x - kx * g.dilation_x;
        if (first % g.stride_x != 0) continue;
        const float16 value = load_part(from, x + first / g.stride_x, g.width);
        for (int m = 0; m < CHANNELS; ++m) {
          const long channel = min(m, channels - 1);
          sum[m] = mad(value, (float16)w[channel * taps + ky * g.kernel_x + kx], sum[m]);
        }
      }
    }
  }
  for (int m = 0; m < channels; ++m) {
    const long channel = (plane * g.out_channels) + block * CHANNELS + m;
    __global float* to = out + out_at + (channel * g.out_height + y) * g.out_width;
    float values[WIDTH];
    vstore16(sum[m], 0, values);
    for (int i = 0; i < WIDTH; ++i) {
      const long at = (x + i) * g.stride_x + remainder;
      if (at < g.out_width) to[at] = values[i];
    }
  }
}
)cl"};
constexpr int64_t kChannels = 4;

class ConvTranspose final : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) {
    check_float32(node);
    Window::check(node);
  }

  ConvTranspose(const Node& node, Driver& driver)
      : window_(node, spatial(node.shape(1))),
        groups_(node.attr_int("group", 1)),
        group_(driver.group_size()),
        function_(driver.function(kSource, "conv_transpose")) {
    const auto extra = node.attr_ints("output_padding", {});
    for (size_t i = 0; i < extra.size(); ++i) extra_[2 - extra.size() + i] = extra[i];
    fits_output_ = window_.auto_pad() != AutoPad::kExplicit || node.has_attr("output_shape");
  }

  void enqueue(const Launch& launch, Commands& commands) const override {
    if (sdk::element_count(launch.output(0)) == 0) return;
    const Geometry g = geometry(launch);
    const uint64_t tiles = parts(static_cast<int64_t>(parts(g.out_width, g.stride_x)), kWidth);
    const uint64_t items = tiles * static_cast<uint64_t>(g.stride_x);
    const uint64_t planes = static_cast<uint64_t>(launch.input_shape(0)[0] * groups_);
    const Range range = {items, static_cast<uint64_t>(g.out_height),
                         planes * parts(g.out_channels, kChannels), group_};
    commands.run(function_, range, input_of(launch, 0), input_of(launch, 1), input_of(launch, 2),
                 cl_long{launch.has_input(2)}, output_of(launch, 0), static_cast<cl_long>(items),
                 static_cast<cl_long>(tiles), g);
  }

 private:
  /// The padding in front: where the output's extent is asked for, it follows from that.
  int64_t pad_of(size_t index, const WindowAxis& axis, int64_t in, int64_t out) const {
    if (!fits_output_) return axis.pad_begin;
    const int64_t full = axis.stride * (in - 1) + extra_[index] + axis.reach();
    const int64_t total = std::max<int64_t>(0, full - out);
    return window_.auto_pad() == AutoPad::kSameUpper ? total / 2 : total - total / 2;
  }

  Geometry geometry(const Launch& launch) const {
    Geometry g = window_.geometry(launch.input_shape(0), launch.output_shape(0), groups_);
    g.pad_y = pad_of(0, window_.axis(0, g.height), g.height, g.out_height);
    g.pad_x = pad_of(1, window_.axis(1, g.width), g.width, g.out_width);
    return g;
  }

  Window window_;
  int64_t groups_;
  uint64_t group_;
  Function& function_;
  int64_t extra_[2] = {0, 0};
  bool fits_output_;
};

}  // namespace

KernelList conv_transpose_kernels() {
  static constexpr KernelEntry kEntries[] = {kernel_entry<ConvTranspose>("ConvTranspose")};
  return kernel_list(kEntries);
}

}  // namespace mortise::opencl
