#include <webp/decode.h>

#include "plugins/operators/image/codecs.hpp"

namespace mortise::image {
namespace {

bool recognises(Bytes file) {
  return starts_with(file, "RIFF", 4) && starts_with(file, "WEBP", 4, 8);
}

std::optional<Size> read_size(Bytes file) {
  int width = 0, height = 0;
  if (WebPGetInfo(file.data(), file.size(), &width, &height) == 0) return std::nullopt;
  return Size{width, height};
}

bool decode(Bytes file, Size size, uint8_t* pixels) {
  const std::optional<Size> actual = read_size(file);
  if (!actual || actual->width != size.width || actual->height != size.height) return false;
  const int64_t row = size.width * 3;
  return WebPDecodeRGBInto(file.data(), file.size(), pixels, static_cast<size_t>(row * size.height),
                           static_cast<int>(row)) != nullptr;
}

}  // namespace

const Codec kWebp = {"WebP", &recognises, &read_size, &decode};

}  // namespace mortise::image
