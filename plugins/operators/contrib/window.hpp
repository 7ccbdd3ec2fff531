// The extents that a sliding window leaves: what shape rules of convolution and pooling need of ONNX's attributes.
#pragma once

#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {

/// The spatial extents of the output. `kernel` has as many. Unknown extents give unknown ones. Throws where an attribute
/// has the wrong length, or the window is larger than the padded input.
Shape window_extents(const Node& node, ShapeView spatial, ShapeView kernel);

}  // namespace mortise::contrib
