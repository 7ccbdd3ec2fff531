#include <png.h>

#include <memory>

#include "plugins/operators/image/codecs.hpp"

namespace mortise::image {
namespace {

struct Image {
  explicit Image(Bytes file) {
    image.version = PNG_IMAGE_VERSION;
    is_open = png_image_begin_read_from_memory(&image, file.data(), file.size()) != 0;
  }
  ~Image() { png_image_free(&image); }
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;

  png_image image{};
  bool is_open;
};

bool recognises(Bytes file) { return starts_with(file, "\x89PNG\r\n\x1a\n", 8); }

std::optional<Size> size(Bytes file) {
  const Image image(file);
  if (!image.is_open) return std::nullopt;
  return Size{image.image.width, image.image.height};
}

// With its alpha channel, which is then left out: colours must not be blended with anything.
bool decode(Bytes file, Size size, uint8_t* pixels) {
  Image image(file);
  if (!image.is_open || image.image.width != size.width || image.image.height != size.height)
    return false;
  image.image.format = PNG_FORMAT_RGBA;
  image.image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
  const auto count = static_cast<size_t>(size.width * size.height);
  const auto with_alpha = std::make_unique<uint8_t[]>(count * 4);
  if (png_image_finish_read(&image.image, nullptr, with_alpha.get(), 0, nullptr) == 0) return false;
  for (size_t i = 0; i < count; ++i) {
    for (size_t c = 0; c < 3; ++c) pixels[i * 3 + c] = with_alpha[i * 4 + c];
  }
  return true;
}

}  // namespace

const Codec kPng = {"PNG", &recognises, &size, &decode};

}  // namespace mortise::image
