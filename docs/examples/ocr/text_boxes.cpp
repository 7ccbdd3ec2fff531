#include "text_boxes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace ocr {
namespace {

constexpr float kPixelThreshold = 0.3F;  // above it a pixel is text
constexpr float kBoxThreshold = 0.5F;    // mean probability inside a box
constexpr float kUnclipRatio =
    1.6F;  // the model finds shrunk boxes: area / perimeter times this is missing
constexpr float kMinSide = 3;  // pixels, before growing
constexpr size_t kMaxBoxes = 1000;
constexpr float kSameLine = 10;  // pixels between the tops of boxes of one line

/// Which pixels are text, thickened by one to the right and below, so that strokes that nearly touch do.
std::vector<uint8_t> threshold(const ProbabilityMap& map) {
  std::vector<uint8_t> mask(size_t(map.width) * size_t(map.height), 0);
  for (int y = 0; y < map.height; ++y) {
    for (int x = 0; x < map.width; ++x) {
      if (!(map.data[size_t(y) * size_t(map.width) + size_t(x)] > kPixelThreshold)) continue;
      for (int below = y; below <= std::min(y + 1, map.height - 1); ++below) {
        for (int right = x; right <= std::min(x + 1, map.width - 1); ++right) {
          mask[size_t(below) * size_t(map.width) + size_t(right)] = 1;
        }
      }
    }
  }
  return mask;
}

/// Takes the pixels that are connected with `start` (in 8 directions) out of the mask.
std::vector<Point> take_component(std::vector<uint8_t>& mask, int width, int height, size_t start) {
  std::vector<Point> points;
  std::vector<size_t> open = {start};
  mask[start] = 0;
  while (!open.empty()) {
    const int x = static_cast<int>(open.back() % size_t(width));
    const int y = static_cast<int>(open.back() / size_t(width));
    open.pop_back();
    points.push_back({static_cast<float>(x), static_cast<float>(y)});
    for (int row = std::max(y - 1, 0); row <= std::min(y + 1, height - 1); ++row) {
      for (int column = std::max(x - 1, 0); column <= std::min(x + 1, width - 1); ++column) {
        const size_t index = size_t(row) * size_t(width) + size_t(column);
        if (mask[index] == 0) continue;
        mask[index] = 0;
        open.push_back(index);
      }
    }
  }
  return points;
}

float mean_inside(const ProbabilityMap& map, const Rectangle& rectangle) {
  const Quad corners = rectangle.corners();
  const auto clamp = [](float value, int limit) {
    return std::clamp(static_cast<int>(value), 0, limit - 1);
  };
  const int left = clamp(std::floor(std::min(corners[0].x, corners[3].x)), map.width);
  const int right = clamp(std::ceil(std::max(corners[1].x, corners[2].x)), map.width);
  const int top = clamp(std::floor(std::min(corners[0].y, corners[1].y)), map.height);
  const int bottom = clamp(std::ceil(std::max(corners[2].y, corners[3].y)), map.height);
  // Half a pixel of tolerance: those on the border count.
  const Rectangle wide = grow(rectangle, 0.5F);
  double sum = 0;
  int count = 0;
  for (int y = top; y <= bottom; ++y) {
    for (int x = left; x <= right; ++x) {
      if (!contains(wide, {static_cast<float>(x), static_cast<float>(y)})) continue;
      sum += map.data[size_t(y) * size_t(map.width) + size_t(x)];
      ++count;
    }
  }
  return count == 0 ? 0 : static_cast<float>(sum / count);
}

}  // namespace

std::vector<Quad> find_text_boxes(const ProbabilityMap& map) {
  std::vector<uint8_t> mask = threshold(map);
  std::vector<Quad> boxes;
  for (size_t start = 0; start < mask.size() && boxes.size() < kMaxBoxes; ++start) {
    if (mask[start] == 0) continue;
    const Rectangle core =
        smallest_rectangle(convex_hull(take_component(mask, map.width, map.height, start)));
    if (std::min(core.length, core.breadth) < kMinSide) continue;
    if (mean_inside(map, core) < kBoxThreshold) continue;
    const float perimeter = 2 * (core.length + core.breadth);
    boxes.push_back(grow(core, core.length * core.breadth * kUnclipRatio / perimeter).corners());
  }
  return boxes;
}

void scale_boxes(std::vector<Quad>& boxes, const Size& map, const Size& image) {
  const auto scale = [](float value, int from, int to) {
    const float place = std::round(value * static_cast<float>(to) / static_cast<float>(from));
    return std::clamp(place, 0.0F, static_cast<float>(to - 1));
  };
  for (Quad& box : boxes) {
    for (Point& corner : box) {
      corner = {scale(corner.x, map.width, image.width), scale(corner.y, map.height, image.height)};
    }
  }
  const auto too_small = [](const Quad& box) {
    return distance(box[0], box[1]) < 4 || distance(box[0], box[3]) < 4;
  };
  boxes.erase(std::remove_if(boxes.begin(), boxes.end(), too_small), boxes.end());
}

void sort_boxes(std::vector<Quad>& boxes) {
  std::sort(boxes.begin(), boxes.end(),
            [](const Quad& a, const Quad& b) { return a[0].y < b[0].y; });
  // Tops that differ little are one line; "about equal" is no order that std::sort could use.
  for (size_t end = 1; end < boxes.size(); ++end) {
    for (size_t index = end; index > 0; --index) {
      const Point& above = boxes[index - 1][0];
      const Point& below = boxes[index][0];
      if (std::fabs(above.y - below.y) >= kSameLine || above.x <= below.x) break;
      std::swap(boxes[index - 1], boxes[index]);
    }
  }
}

}  // namespace ocr
