// ImageDecoder: the bytes of an image file in, pixels out.
#pragma once

#include <mortise/sdk/operator.hpp>

namespace mortise::image {

void define_image_decoder(sdk::Operator& op);

}  // namespace mortise::image
