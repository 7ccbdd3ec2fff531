// What optimisation needs to know about the convolution kernel.
#pragma once

#include "backends/cpu/kernels/conv_geometry.hpp"
#include "backends/cpu/layout.hpp"

namespace mortise::cpu {

/// Attribute of the private Conv: the place among its steps where input 3, the residual, is added.
inline constexpr char kResidualPosition[] = "residual_position";
/// Attribute of the private Conv: 1 when it may be computed by Winograd's minimal filtering (Lavin and Gray 2016), which
/// has fewer multiplications; its rounding errors follow from the largest numbers in a tile of the image.
inline constexpr char kWinograd[] = "winograd";

/// A 1x1 convolution of one pixel, which is a matrix-vector product and wants dense tensors.
bool is_point_conv(const ConvGeometry& geometry);

/// By its form; oneDNN refuses some numbers of channels and some steps, which are then computed directly.
bool suits_winograd(const ConvGeometry& geometry);

/// How a convolution can take and give blocked images.
struct ConvLayouts {
  bool source = false;        // the source may be blocked
  bool dense_source = false;  // a dense source goes with a blocked result
  bool result = false;        // the result may be blocked
};
ConvLayouts conv_layouts(const ConvGeometry& geometry, int64_t block);

}  // namespace mortise::cpu
