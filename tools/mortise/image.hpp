// Images (PNG, JPEG, BMP) as model inputs.
//
// Options, separated by commas: width=, height= (default: the model's, else the image's); multiple= rounds both to
// multiples of a number; order=rgb|bgr|gray; layout=nchw|nhwc (default: the one that the model's shape shows, else
// nchw); scale= (default 1/255 for floats, 1 for integers); mean=, std=: one number, or one a channel separated by
// slashes, applied after scale: (pixel * scale - mean) / std.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/common/array.hpp"

namespace mortise::cli {

struct ImageTarget {
  uint32_t dtype = 0;          // of the model
  std::vector<int64_t> shape;  // of the model: 4 extents, or 3 without a batch; -1: any
};

/// Throws INVALID_ARGUMENT for a file that is no image and for options that do not fit.
tools::Array read_image(const std::string& path, const std::string& options,
                        const ImageTarget& target);

}  // namespace mortise::cli
