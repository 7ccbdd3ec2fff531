#include "tools/mortise/pixels.hpp"

#include <mortise/mortise.hpp>

#include <algorithm>
#include <memory>

#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_ONLY_BMP
#define STBI_NO_STDIO
#define STBI_MAX_DIMENSIONS 32768
#include <stb/stb_image.h>

#define STB_IMAGE_RESIZE_STATIC
#define STB_IMAGE_RESIZE_IMPLEMENTATION
#include <stb/stb_image_resize.h>

namespace mortise::cli {

constexpr int64_t kMaxPixels = 100'000'000;

static_assert(STBI_MAX_DIMENSIONS == kMaxExtent);

namespace {

/// A PNG ends with a chunk of that name.
bool is_cut_off_png(const std::string& file) {
  return file.compare(0, 4, "\x89PNG") == 0 && file.find("IEND") == std::string::npos;
}

/// stb_image takes it for no image at all.
bool is_huge_png(const std::string& file) {
  constexpr size_t kWidth = 16,
                   kEnd = 24;  // of width and height, four bytes each, the highest first
  if (file.compare(0, 4, "\x89PNG") != 0 || file.size() < kEnd) return false;
  uint64_t largest = 0;
  for (size_t at = kWidth; at < kEnd; at += 4) {
    uint64_t extent = 0;
    for (size_t i = at; i < at + 4; ++i) extent = extent << 8 | static_cast<unsigned char>(file[i]);
    largest = std::max(largest, extent);
  }
  return largest > STBI_MAX_DIMENSIONS;
}

/// Of what stb_image could not decode.
std::string why_not(const std::string& file) {
  if (is_cut_off_png(file)) {
    return "the PNG is cut off: its end is missing after " + std::to_string(file.size()) +
           " bytes; copy it again";
  }
  return std::string("the image is damaged, or of a kind that cannot be read (stb_image: ") +
         stbi_failure_reason() + "); save it again, as an ordinary PNG for example";
}

}  // namespace

Pixels decode_image(const std::string& file, const std::string& name, int channels) {
  const auto fail = [&name](const std::string& what) {
    throw Error(MORTISE_STATUS_INVALID_ARGUMENT, name + ": " + what);
  };
  const auto* const bytes = reinterpret_cast<const stbi_uc*>(file.data());
  if (file.size() > INT32_MAX) fail("the file is too large for an image");
  const int size = static_cast<int>(file.size());
  Pixels pixels;
  int channels_in_file = 0;
  if (stbi_info_from_memory(bytes, size, &pixels.width, &pixels.height, &channels_in_file) == 0) {
    if (is_huge_png(file)) fail("the image has too many pixels; 100 million are the most");
    fail(is_cut_off_png(file) ? why_not(file) : "is not a PNG, JPEG or BMP image");
  }
  if (pixels.width <= 0 || pixels.height <= 0) fail("the image is damaged: it has no pixels");
  if (int64_t{pixels.width} * pixels.height > kMaxPixels) {
    fail("the image has " + std::to_string(pixels.width) + "x" + std::to_string(pixels.height) +
         " pixels; 100 million are the most");
  }
  const std::unique_ptr<stbi_uc, void (*)(void*)> decoded(
      stbi_load_from_memory(bytes, size, &pixels.width, &pixels.height, &channels_in_file,
                            channels),
      stbi_image_free);
  if (!decoded) fail(why_not(file));
  pixels.bytes.assign(decoded.get(),
                      decoded.get() + int64_t{pixels.width} * pixels.height * channels);
  return pixels;
}

Pixels resize_image(const Pixels& source, int width, int height, int channels) {
  if (source.width == width && source.height == height) return source;
  if (int64_t{width} * height > kMaxPixels) {
    throw Error(MORTISE_STATUS_INVALID_ARGUMENT,
                "an image of " + std::to_string(width) + "x" + std::to_string(height) +
                    " pixels is too large; 100 million are the most");
  }
  Pixels target{width, height,
                std::vector<uint8_t>(size_t(width) * size_t(height) * size_t(channels))};
  // A triangle is bilinear when it enlarges, and averages when it shrinks.
  const int done = stbir_resize_uint8_generic(
      source.bytes.data(), source.width, source.height, 0, target.bytes.data(), width, height, 0,
      channels, STBIR_ALPHA_CHANNEL_NONE, 0, STBIR_EDGE_CLAMP, STBIR_FILTER_TRIANGLE,
      STBIR_COLORSPACE_LINEAR, nullptr);
  if (done == 0) throw Error(MORTISE_STATUS_OUT_OF_MEMORY, "no memory to resize the image");
  return target;
}

}  // namespace mortise::cli
