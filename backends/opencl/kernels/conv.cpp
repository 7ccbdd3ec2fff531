// Convolution over one or two spatial axes, in groups, on float32.
#include <mortise/sdk/tensor.hpp>

#include "backends/opencl/kernels/registry.hpp"
#include "backends/opencl/kernels/window.hpp"

namespace mortise::opencl {
namespace {

using sdk::Launch;
using sdk::Node;
using sdk::ShapeView;

// A work-item computes sixteen neighbours of a row for CHANNELS output channels of a group, so that what it loads of the
// input serves all of them. The last tile of a row is moved left until it is full, and stores only what is its own.
// Padding counts as zeros that are multiplied like any other element, which shows where a weight is not finite.
constexpr Source kSource = {"conv", R"cl(
// Sixteen elements of a row of `width`, `stride` apart, of which `wanted` matter; zeros outside.
float16 load_row(__global const float* row, long x, long stride, long width, long wanted) {
  if (x >= 0 && stride == 1 && x + WIDTH <= width) return vload16(0, row + x);
  if (x >= 0 && stride == 2 && x + 2 * WIDTH <= width) {
    const float16 a = vload16(0, row + x);
    const float16 b = vload16(0, row + x + WIDTH);
    return (float16)(a.even, b.even);
  }
  float values[WIDTH] = {0};
  for (int i = 0; i < wanted; ++i) {
    const long at = x + i * stride;
    if (at >= 0 && at < width) values[i] = row[at];
  }
  return vload16(0, values);
}

#define CONV(NAME, CHANNELS)                                                                     \
  __kernel void NAME(__global const float* in, long in_at, __global const float* weights,        \
                     long weights_at, __global const float* bias, long bias_at, long has_bias,   \
                     __global float* out, long out_at, long tiles, Geometry g) {                     \
    const long tile = get_global_id(0);                                                          \
    if (tile >= tiles) return;                                                                   \
    const long own = tile * WIDTH;                                                               \
    const long x = max(min(own, g.out_width - WIDTH), 0L);                                       \
    const long wanted = min(g.out_width - x, (long)WIDTH);                                       \
    const long y = get_global_id(1);                                                             \
    const long blocks = (g.out_channels + CHANNELS - 1) / CHANNELS;                              \
    const long block = get_global_id(2) % blocks;                                                \
    const long plane = get_global_id(2) / blocks; /* batch and group */                          \
    const long first = plane % g.groups * g.out_channels + block * CHANNELS;                     \
    const int channels = (int)min(g.out_channels - block * CHANNELS, (long)CHANNELS);            \
    const long taps = g.kernel_y * g.kernel_x;                                                   \
    __global const float* w[CHANNELS];                                                           \
    float16 sum[CHANNELS];                                                                       \
    _Pragma("unroll") for (int m = 0; m < CHANNELS; ++m) {                                       \
      const long channel = first + min(m, channels - 1);                                         \
      w[m] = weights + weights_at + channel * g.in_channels * taps;                              \
      sum[m] = has_bias ? bias[bias_at + channel] : 0.0f;                                        \
    }                                                                                            \
    __global const float* image = in + in_at + plane * g.in_channels * g.height * g.width;       \
    const long left = x * g.stride_x - g.pad_x;                                                  \
    const long top = y * g.stride_y - g.pad_y;                                                   \
    long tap = 0;                                                                                \
    for (long c = 0; c < g.in_channels; ++c) {                                                   \
      for (long ky = 0; ky < g.kernel_y; ++ky) {                                                 \
        const long row = top + ky * g.dilation_y;                                                \
        const bool inside = row >= 0 && row < g.height;                                          \
        __global const float* from = image + (c * g.height + (inside ? row : 0)) * g.width;      \
        for (long kx = 0; kx < g.kernel_x; ++kx, ++tap) {                                        \
          const float16 value =                                                                  \
              inside ? load_row(from, left + kx * g.dilation_x, g.stride_x, g.width, wanted)     \
                     : (float16)0.0f;                                                            \
          _Pragma("unroll") for (int m = 0; m < CHANNELS; ++m) sum[m] =                          \
              mad(value, (float16)w[m][tap], sum[m]);                                            \
        }                                                                                        \
      }                                                                                          \
    }                                                                                            \
    __global float* to = out + out_at +                                                          \
                         ((plane / g.groups * g.groups * g.out_channels + first) * g.out_height + y) * \
                             g.out_width + x;                                                    \
    _Pragma("unroll") for (int m = 0; m < CHANNELS; ++m) {                                       \
      if (m < channels)                                                                          \
        store_floats(sum[m], to + m * g.out_height * g.out_width, own - x, wanted);              \
    }                                                                                            \
  }

CONV(conv1, 1)
CONV(conv4, 4)
CONV(conv8, 8)
)cl"};

class Conv final : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) {
    check_float32(node);
    Window::check(node);
  }

  Conv(const Node& node, Driver& driver)
      : window_(node, spatial(node.shape(1))), groups_(node.attr_int("group", 1)) {
    const int64_t channels = node.shape(1)[0] / groups_;
    channels_ = channels >= 8 ? 8 : channels >= 2 ? 4 : 1;
    function_ = &driver.function(kSource, sdk::message("conv", channels_));
    group_ = driver.group_size();
  }

  void enqueue(const Launch& launch, Commands& commands) const override {
    if (sdk::element_count(launch.output(0)) == 0) return;
    const Geometry g = geometry(launch);
    const uint64_t tiles = parts(g.out_width, kWidth);
    const uint64_t planes = static_cast<uint64_t>(launch.input_shape(0)[0] * groups_);
    const Range range = {tiles, static_cast<uint64_t>(g.out_height),
                         planes * parts(g.out_channels, channels_), group_};
    commands.run(*function_, range, input_of(launch, 0), input_of(launch, 1), input_of(launch, 2),
                 cl_long{launch.has_input(2)}, output_of(launch, 0), static_cast<cl_long>(tiles),
                 g);
  }

 private:
  Geometry geometry(const Launch& launch) const {
    Geometry g = window_.geometry(launch.input_shape(0), launch.output_shape(0), groups_);
    const bool pointwise = g.kernel_y == 1 && g.kernel_x == 1 && g.stride_y == 1 &&
                           g.stride_x == 1 && g.height == g.out_height && g.width == g.out_width;
    if (!pointwise) return g;
    // The plane is as good as one long row.
    g.width = g.out_width = g.height * g.width;
    g.height = g.out_height = 1;
    return g;
  }

  Window window_;
  int64_t groups_;
  int64_t channels_;  // that a work-item computes
  Function* function_;
  uint64_t group_;
};

}  // namespace

KernelList conv_kernels() {
  static constexpr KernelEntry kEntries[] = {kernel_entry<Conv>("Conv")};
  return kernel_list(kEntries);
}

}  // namespace mortise::opencl
