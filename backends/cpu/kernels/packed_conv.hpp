// What optimisation needs to know about the private PackedConv: a convolution of channel-blocked images on the
// matrix unit. Inputs and attributes are those of the private Conv.
#pragma once

#include "backends/cpu/kernels/conv_geometry.hpp"

namespace mortise::cpu {

/// Whether the matrix unit is there and can compute this convolution.
bool can_pack(const ConvGeometry& geometry);
/// Whether it is faster than good vector code, too.
bool worth_packing(const ConvGeometry& geometry);

}  // namespace mortise::cpu
