// Decoding and resizing of images, by stb (https://github.com/nothings/stb).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mortise::cli {

inline constexpr int kMaxExtent = 32768;  // of an image, in either direction

struct Pixels {
  int width = 0;
  int height = 0;
  std::vector<uint8_t> bytes;  // height x width x channels: RGB or gray
};

/// `name` begins error messages. Throws INVALID_ARGUMENT; a header that promises too many pixels is refused before
/// they are allocated.
Pixels decode_image(const std::string& file, const std::string& name, int channels);

Pixels resize_image(const Pixels& source, int width, int height, int channels);

}  // namespace mortise::cli
