#include "image.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_ONLY_BMP
#define STBI_NO_STDIO
#define STBI_MAX_DIMENSIONS 16384
#include <stb/stb_image.h>

namespace ocr {
namespace {

constexpr int64_t kMaxPixels = 100'000'000;
constexpr uintmax_t kMaxFile = INT32_MAX;  // bytes

std::string read_file(const std::string& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (error) throw std::runtime_error(path + ": " + error.message());
  // Devices and pipes may never end.
  if (!std::filesystem::is_regular_file(status))
    throw std::runtime_error(path + ": is not a regular file");
  if (std::filesystem::file_size(path) > kMaxFile)
    throw std::runtime_error(path + ": is too large for an image");
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(path + ": " + std::strerror(errno));
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

/// The colour at a point between pixels; the border goes on outside.
void sample(const Image& source, float x, float y, uint8_t* target) {
  x = std::clamp(x, 0.0F, static_cast<float>(source.width - 1));
  y = std::clamp(y, 0.0F, static_cast<float>(source.height - 1));
  const int left = static_cast<int>(x);
  const int top = static_cast<int>(y);
  const int right = std::min(left + 1, source.width - 1);
  const int bottom = std::min(top + 1, source.height - 1);
  const float dx = x - static_cast<float>(left);
  const float dy = y - static_cast<float>(top);
  for (int channel = 0; channel < 3; ++channel) {
    const auto at = [&](int column, int row) {
      return static_cast<float>(source.pixel(column, row)[channel]);
    };
    const float upper = at(left, top) * (1 - dx) + at(right, top) * dx;
    const float lower = at(left, bottom) * (1 - dx) + at(right, bottom) * dx;
    target[channel] = static_cast<uint8_t>(std::lround(upper * (1 - dy) + lower * dy));
  }
}

}  // namespace

Image make_image(int width, int height) {
  return {width, height, std::vector<uint8_t>(size_t(width) * size_t(height) * 3)};
}

Image read_image(const std::string& path) {
  const std::string file = read_file(path);
  const auto* bytes = reinterpret_cast<const stbi_uc*>(file.data());
  const int size = static_cast<int>(file.size());
  Image image;
  int channels = 0;
  if (stbi_info_from_memory(bytes, size, &image.width, &image.height, &channels) == 0) {
    throw std::runtime_error(path + ": cannot be read as a PNG, JPEG or BMP image");
  }
  if (int64_t{image.width} * image.height > kMaxPixels) {
    throw std::runtime_error(path + ": has more than 100 million pixels");
  }
  const std::unique_ptr<stbi_uc, void (*)(void*)> pixels(
      stbi_load_from_memory(bytes, size, &image.width, &image.height, &channels, 3),
      stbi_image_free);
  if (!pixels) {
    // A PNG ends with a chunk of that name.
    const bool cut_off = file[0] == '\x89' && file.find("IEND") == std::string::npos;
    throw std::runtime_error(
        path + (cut_off ? ": the PNG is cut off; copy it again"
                        : ": the image is damaged, or of a kind that cannot be read; save it "
                          "again, as an ordinary PNG for example"));
  }
  image.rgb.assign(pixels.get(), pixels.get() + int64_t{image.width} * image.height * 3);
  return image;
}

Image resize(const Image& source, int width, int height) {
  Image target = make_image(width, height);
  const float scale_x = static_cast<float>(source.width) / static_cast<float>(width);
  const float scale_y = static_cast<float>(source.height) / static_cast<float>(height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      // Centres of pixels lie at halves.
      sample(source, (static_cast<float>(x) + 0.5F) * scale_x - 0.5F,
             (static_cast<float>(y) + 0.5F) * scale_y - 0.5F, target.pixel(x, y));
    }
  }
  return target;
}

Image cut_out(const Image& source, const Quad& box) {
  const float width = std::max(distance(box[0], box[1]), distance(box[3], box[2]));
  const float height = std::max(distance(box[0], box[3]), distance(box[1], box[2]));
  Image target =
      make_image(std::max(static_cast<int>(width), 1), std::max(static_cast<int>(height), 1));
  for (int y = 0; y < target.height; ++y) {
    const float down = static_cast<float>(y) / static_cast<float>(target.height);
    const Point left = between(box[0], box[3], down);
    const Point right = between(box[1], box[2], down);
    for (int x = 0; x < target.width; ++x) {
      const Point at =
          between(left, right, static_cast<float>(x) / static_cast<float>(target.width));
      sample(source, at.x, at.y, target.pixel(x, y));
    }
  }
  return target;
}

Image rotate_left(const Image& source) {
  Image target = make_image(source.height, source.width);
  for (int y = 0; y < target.height; ++y) {
    for (int x = 0; x < target.width; ++x) {
      std::copy_n(source.pixel(source.width - 1 - y, x), 3, target.pixel(x, y));
    }
  }
  return target;
}

Image rotate_half(const Image& source) {
  Image target = make_image(source.width, source.height);
  for (int y = 0; y < target.height; ++y) {
    for (int x = 0; x < target.width; ++x) {
      std::copy_n(source.pixel(source.width - 1 - x, source.height - 1 - y), 3, target.pixel(x, y));
    }
  }
  return target;
}

}  // namespace ocr
