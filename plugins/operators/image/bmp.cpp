// BMP, by stb_image.
#include "plugins/operators/image/codecs.hpp"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-declarations"
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_BMP
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_NO_HDR
#define STBI_MAX_DIMENSIONS (1 << 20)
#include <stb/stb_image.h>
#pragma GCC diagnostic pop

#include <cstring>
#include <limits>
#include <memory>

namespace mortise::image {
namespace {

constexpr int kRgb = 3;

bool is_bmp(Bytes file) { return starts_with(file, "BM", 2); }

bool fits_int(Bytes file) { return file.size() <= size_t{std::numeric_limits<int>::max()}; }

std::optional<Size> size(Bytes file) {
  int width = 0, height = 0, channels = 0;
  if (!fits_int(file) || stbi_info_from_memory(file.data(), static_cast<int>(file.size()), &width,
                                               &height, &channels) == 0)
    return std::nullopt;
  return Size{width, height};
}

// stb_image makes up what a file that is cut short lacks.
bool is_whole(Bytes file, Size size) {
  constexpr size_t kHeader = 30;  // up to the bits of a pixel
  if (file.size() < kHeader) return false;
  const auto number = [&](size_t at, size_t bytes) {
    int64_t value = 0;
    for (size_t i = 0; i < bytes; ++i) value |= int64_t{file[at + i]} << (8 * i);
    return value;
  };
  const int64_t info_size = number(14, 4);
  const int64_t bits = info_size == 12 ? number(24, 2) : number(28, 2);
  const int64_t row = (size.width * bits + 31) / 32 * 4;
  return number(10, 4) + row * size.height <= static_cast<int64_t>(file.size());
}

struct Free {
  void operator()(void* memory) const { stbi_image_free(memory); }
};

bool decode(Bytes file, Size size, uint8_t* pixels) {
  int width = 0, height = 0, channels = 0;
  if (!fits_int(file) || !is_whole(file, size)) return false;
  const std::unique_ptr<stbi_uc, Free> decoded(stbi_load_from_memory(
      file.data(), static_cast<int>(file.size()), &width, &height, &channels, kRgb));
  if (decoded == nullptr || width != size.width || height != size.height) return false;
  std::memcpy(pixels, decoded.get(), static_cast<size_t>(size.width * size.height * kRgb));
  return true;
}

}  // namespace

const Codec kBmp = {"BMP", &is_bmp, &size, &decode};

}  // namespace mortise::image
