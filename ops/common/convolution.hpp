// Convolutions of whatever can be read as doubles.
#pragma once

#include "ops/common/pool.hpp"

namespace mortise::ops {

/// The window of a convolution with the weights of input `w`.
Window convolution_window(const Node& node, size_t w);

/// For shape rules: output 0 is input `x` convolved with input `w`; `bias`, where the node has it, is one number for each
/// output channel.
void infer_convolution(const Node& node, Inference& out, size_t x, size_t w, size_t bias,
                       uint32_t dtype);

/// Weights of one output channel: the size of a patch.
inline int64_t patch_size(ShapeView weights) {
  return element_count({weights.data() + 1, weights.size() - 1});
}

class Convolution {
 public:
  Convolution(const Node& node, size_t x, size_t w)
      : x_(x),
        w_(w),
        window_(convolution_window(node, w)),
        group_(node.attr_int("group", 1)),
        largest_patch_(patch_size(node.shape(w))) {}

  uint64_t workspace_size() const { return static_cast<uint64_t>(largest_patch_) * sizeof(double); }

  /// Per output position the inputs under the window are gathered into a patch, zeros where it hangs over; each output
  /// channel is then the product of a row of weights and the patch. load_x(offset) and load_w(offset, output channel) are
  /// doubles; emit(offset, output channel, sum) gets each element of the output.
  template <class LoadX, class LoadW, class Emit>
  void run(const Launch& launch, LoadX&& load_x, LoadW&& load_w, Emit&& emit) const {
    if (element_count(launch.output(0)) == 0) return;
    const ShapeView in = launch.input_shape(x_);
    const ShapeView out = launch.output_shape(0);
    const int64_t in_plane = element_count(spatial_extents(in));
    const int64_t out_plane = element_count(spatial_extents(out));
    const int64_t channels = in[1] / group_;
    const int64_t outputs = out[1] / group_;
    const int64_t size = patch_size(launch.input_shape(w_));
    auto* patch = launch.workspace<double>();
    for (int64_t batch_group = 0; batch_group < in[0] * group_; ++batch_group) {
      const int64_t first_output = batch_group % group_ * outputs;
      PoolIndex position{};
      for (int64_t i = 0; i < out_plane; ++i) {
        gather(launch, batch_group * channels * in_plane, channels, position, load_x, patch);
        for (int64_t m = first_output; m < first_output + outputs; ++m) {
          double sum = 0;
          for (int64_t k = 0; k < size; ++k) sum += load_w(m * size + k, m) * patch[k];
          emit((batch_group * outputs + m - first_output) * out_plane + i, m, sum);
        }
        next_position(position, spatial_extents(out));
      }
    }
  }

 private:
  template <class LoadX>
  void gather(const Launch& launch, int64_t first, int64_t channels, const PoolIndex& position,
              LoadX&& load_x, double* patch) const {
    const ShapeView extents = spatial_extents(launch.input_shape(x_));
    const ShapeView kernel = spatial_extents(launch.input_shape(w_));
    const int64_t plane = element_count(extents);
    const int64_t taps = element_count(kernel);
    PoolIndex tap{};
    for (int64_t t = 0; t < taps; ++t) {
      int64_t offset = 0;
      bool inside = true;
      for (size_t i = 0; i < extents.size(); ++i) {
        const WindowAxis axis = window_.axis(i, extents[i]);
        const int64_t at = position[i] * axis.stride - axis.pad_begin + tap[i] * axis.dilation;
        inside = inside && at >= 0 && at < extents[i];
        offset = offset * extents[i] + at;
      }
      for (int64_t c = 0; c < channels; ++c)
        patch[c * taps + t] = inside ? load_x(first + c * plane + offset) : 0;
      next_position(tap, kernel);
    }
  }

  size_t x_, w_;
  Window window_;
  int64_t group_;
  int64_t largest_patch_;
};

}  // namespace mortise::ops
