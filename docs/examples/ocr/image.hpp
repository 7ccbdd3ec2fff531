// 8-bit RGB images: reading, scaling, and cutting out quadrilaterals.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geometry.hpp"

namespace ocr {

struct Image {
  int width = 0;
  int height = 0;
  std::vector<uint8_t> rgb;  // height x width x 3

  const uint8_t* pixel(int x, int y) const {
    return &rgb[3 * (size_t(y) * size_t(width) + size_t(x))];
  }
  uint8_t* pixel(int x, int y) { return &rgb[3 * (size_t(y) * size_t(width) + size_t(x))]; }
};

Image make_image(int width, int height);

/// PNG, JPEG or BMP. Throws std::runtime_error.
Image read_image(const std::string& path);

/// Bilinear, without smoothing: what the models were trained with.
Image resize(const Image& source, int width, int height);

/// Straightens the part inside `box`, whose corners go clockwise from the top left.
Image cut_out(const Image& source, const Quad& box);

Image rotate_left(const Image& source);  // by 90 degrees
Image rotate_half(const Image& source);  // by 180 degrees

}  // namespace ocr
