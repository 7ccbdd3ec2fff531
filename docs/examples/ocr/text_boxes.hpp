// From the detection model's map of probabilities to boxes around lines of text: the box formation of "Real-time Scene
// Text Detection with Differentiable Binarization" (Liao et al., AAAI 2020, section 3.4), with PP-OCRv4's settings.
#pragma once

#include <vector>

#include "geometry.hpp"

namespace ocr {

/// How likely each pixel belongs to text: height x width, row-major.
struct ProbabilityMap {
  const float* data = nullptr;
  int width = 0;
  int height = 0;
};

/// Boxes in the coordinates of the map, in no particular order.
std::vector<Quad> find_text_boxes(const ProbabilityMap& map);

struct Size {
  int width = 0;
  int height = 0;
};

/// Moves boxes from a map to the image that it was made of: whole pixels, inside the image. Drops those of less than 4
/// pixels.
void scale_boxes(std::vector<Quad>& boxes, const Size& map, const Size& image);

/// Sorts into reading order: from the top down, and from the left in one line.
void sort_boxes(std::vector<Quad>& boxes);

}  // namespace ocr
