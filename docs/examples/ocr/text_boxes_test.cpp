#include "text_boxes.hpp"

#include <catch2/catch.hpp>

using namespace ocr;

namespace {

/// A map of 100 x 60 without text.
struct Canvas {
  std::vector<float> values = std::vector<float>(100 * 60, 0.05F);

  void fill(int left, int top, int right, int bottom, float probability) {
    for (int y = top; y < bottom; ++y) {
      for (int x = left; x < right; ++x) values[static_cast<size_t>(y * 100 + x)] = probability;
    }
  }
  ProbabilityMap map() const { return {values.data(), 100, 60}; }
};

}  // namespace

TEST_CASE("a map without text has no boxes") { CHECK(find_text_boxes(Canvas().map()).empty()); }

TEST_CASE("a block of text gets a box that is larger by what the model leaves out") {
  Canvas canvas;
  canvas.fill(20, 20, 60, 30, 0.9F);
  const std::vector<Quad> boxes = find_text_boxes(canvas.map());
  REQUIRE(boxes.size() == 1);
  // Thickened to pixels 20…60 and 20…30, that is 40 by 10 between centres; 400 * 1.6 / 100 = 6.4 are missing.
  CHECK(boxes[0][0].x == Approx(20 - 6.4F));
  CHECK(boxes[0][0].y == Approx(20 - 6.4F));
  CHECK(boxes[0][2].x == Approx(60 + 6.4F));
  CHECK(boxes[0][2].y == Approx(30 + 6.4F));
}

TEST_CASE("blocks apart are boxes apart, unless one pixel alone parts them") {
  Canvas canvas;
  canvas.fill(5, 5, 40, 15, 0.9F);
  canvas.fill(5, 40, 40, 50, 0.9F);
  CHECK(find_text_boxes(canvas.map()).size() == 2);
  canvas.fill(42, 5, 80, 15, 0.9F);
  CHECK(find_text_boxes(canvas.map()).size() == 3);
  canvas.fill(41, 5, 42, 15, 0.9F);
  CHECK(find_text_boxes(canvas.map()).size() == 2);
}

TEST_CASE("specks and doubtful blocks are no text") {
  Canvas canvas;
  canvas.fill(10, 10, 12, 12, 0.9F);
  canvas.fill(30, 30, 60, 40, 0.4F);
  CHECK(find_text_boxes(canvas.map()).empty());
}

TEST_CASE("text at the border of the map is found") {
  Canvas canvas;
  canvas.fill(0, 0, 100, 10, 0.9F);
  CHECK(find_text_boxes(canvas.map()).size() == 1);
}

TEST_CASE("NaN in the map is no text") {
  Canvas canvas;
  canvas.fill(10, 10, 50, 30, std::numeric_limits<float>::quiet_NaN());
  CHECK(find_text_boxes(canvas.map()).empty());
}

TEST_CASE("boxes are moved to the image, kept inside it, and dropped when tiny") {
  std::vector<Quad> boxes = {{{{-5, 1}, {48, 1}, {48, 11}, {-5, 11}}},
                             {{{1, 1}, {2, 1}, {2, 9}, {1, 9}}}};
  scale_boxes(boxes, {50, 50}, {100, 25});
  REQUIRE(boxes.size() == 1);
  CHECK(boxes[0][0].x == 0);
  CHECK(boxes[0][1].x == 96);
  CHECK(boxes[0][2].y == 6);
}

TEST_CASE("boxes are read line by line, and each line from the left") {
  const auto box = [](float x, float y) {
    return Quad{{{x, y}, {x + 10, y}, {x + 10, y + 10}, {x, y + 10}}};
  };
  std::vector<Quad> boxes = {box(50, 100), box(80, 3), box(10, 8), box(40, 0), box(5, 60)};
  sort_boxes(boxes);
  std::vector<float> lefts;
  for (const Quad& sorted : boxes) lefts.push_back(sorted[0].x);
  CHECK(lefts == std::vector<float>{10, 40, 80, 5, 50});
}
