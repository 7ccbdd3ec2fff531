// The codecs that there may be; which ones are, the build decides.
#pragma once

#include "plugins/operators/image/codec.hpp"

namespace mortise::image {

extern const Codec kBmp, kJpeg, kJpeg2000, kPng, kPnm, kTiff, kWebp;

/// Those in this build; made by the build.
sdk::Span<const Codec* const> codecs();

}  // namespace mortise::image
