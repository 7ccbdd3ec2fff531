// Points, and the smallest rectangle of any direction around some of them.
#pragma once

#include <array>
#include <vector>

namespace ocr {

struct Point {
  float x = 0;
  float y = 0;
};

using Quad = std::array<Point, 4>;  // corners, clockwise on the screen from the top left

float distance(const Point& a, const Point& b);
Point between(const Point& a, const Point& b, float fraction);

/// A rectangle of any direction.
struct Rectangle {
  Point centre;
  Point along;  // direction of `length`, a unit vector
  float length = 0;
  float breadth = 0;  // across

  Quad corners() const;
};

/// Corners in counter-clockwise order (x right, y up), without those on a straight line. Andrew's monotone chain
/// (Information Processing Letters 9(5), 1979).
std::vector<Point> convex_hull(std::vector<Point> points);

/// The rectangle of least area around a hull: one of its sides lies on a side of the hull (Freeman and Shapira,
/// Communications of the ACM 18(7), 1975). Requires: the hull is not empty.
Rectangle smallest_rectangle(const std::vector<Point>& hull);

/// Grows a rectangle on all sides.
Rectangle grow(const Rectangle& rectangle, float by);

/// Whether a point lies inside or on the border.
bool contains(const Rectangle& rectangle, const Point& point);

}  // namespace ocr
