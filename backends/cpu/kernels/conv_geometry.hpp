// What a convolution node asks for, in full: pads worked out, defaults filled in.
#pragma once

#include <mortise/sdk/node.hpp>

#include <vector>

namespace mortise::cpu {

struct ConvGeometry {
  std::vector<int64_t> source, weights, result;  // shapes as ONNX has them
  std::vector<int64_t> strides, dilations, pads_begin, pads_end, output_padding;
  int64_t groups = 1;

  size_t spatial() const { return strides.size(); }
  int64_t in_channels() const { return source[1]; }
  int64_t out_channels() const { return result[1]; }
  bool depthwise() const {
    return groups > 1 && groups == in_channels() && groups == out_channels();
  }
  /// Multiplications of one image.
  double multiplications() const;
};

/// Of Conv and ConvTranspose, and their private forms. Throws UNSUPPORTED for what is not float32 or
/// not of 1 to 3 spatial dimensions. Requires: all extents known.
ConvGeometry conv_geometry(const sdk::Node& node, bool transposed);

}  // namespace mortise::cpu
