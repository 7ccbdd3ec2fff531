#include "geometry.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ocr {
namespace {

Point operator-(const Point& a, const Point& b) { return {a.x - b.x, a.y - b.y}; }
Point operator+(const Point& a, const Point& b) { return {a.x + b.x, a.y + b.y}; }
Point operator*(const Point& a, float factor) { return {a.x * factor, a.y * factor}; }
float dot(const Point& a, const Point& b) { return a.x * b.x + a.y * b.y; }
float cross(const Point& a, const Point& b) { return a.x * b.y - a.y * b.x; }
Point across(const Point& direction) { return {-direction.y, direction.x}; }

/// The rectangle around a hull whose sides go along and across a direction.
Rectangle around(const std::vector<Point>& hull, const Point& along) {
  const Point normal = across(along);
  float low[2] = {std::numeric_limits<float>::max(), std::numeric_limits<float>::max()};
  float high[2] = {std::numeric_limits<float>::lowest(), std::numeric_limits<float>::lowest()};
  for (const Point& point : hull) {
    const float place[2] = {dot(point, along), dot(point, normal)};
    for (int axis = 0; axis < 2; ++axis) {
      low[axis] = std::min(low[axis], place[axis]);
      high[axis] = std::max(high[axis], place[axis]);
    }
  }
  const Point centre = along * ((low[0] + high[0]) / 2) + normal * ((low[1] + high[1]) / 2);
  return {centre, along, high[0] - low[0], high[1] - low[1]};
}

}  // namespace

float distance(const Point& a, const Point& b) { return std::hypot(a.x - b.x, a.y - b.y); }

Point between(const Point& a, const Point& b, float fraction) { return a + (b - a) * fraction; }

Quad Rectangle::corners() const {
  const Point half_along = along * (length / 2);
  const Point half_across = across(along) * (breadth / 2);
  Quad corners = {centre - half_along - half_across, centre + half_along - half_across,
                  centre + half_along + half_across, centre - half_along + half_across};
  // The two on the left, then the two on the right, each pair from the top down.
  std::sort(corners.begin(), corners.end(),
            [](const Point& a, const Point& b) { return a.x < b.x; });
  if (corners[0].y > corners[1].y) std::swap(corners[0], corners[1]);
  if (corners[2].y > corners[3].y) std::swap(corners[2], corners[3]);
  return {corners[0], corners[2], corners[3], corners[1]};
}

std::vector<Point> convex_hull(std::vector<Point> points) {
  std::sort(points.begin(), points.end(),
            [](const Point& a, const Point& b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
  if (points.size() < 3) return points;
  std::vector<Point> hull;
  const auto add = [&hull](const Point& point, size_t keep) {
    while (hull.size() > keep &&
           cross(hull.back() - hull[hull.size() - 2], point - hull.back()) <= 0) {
      hull.pop_back();
    }
    hull.push_back(point);
  };
  for (const Point& point : points) add(point, 1);
  const size_t lower = hull.size();
  for (size_t index = points.size() - 1; index-- > 0;) add(points[index], lower);
  hull.pop_back();  // the first point again
  return hull;
}

Rectangle smallest_rectangle(const std::vector<Point>& hull) {
  Rectangle best = around(hull, {1, 0});
  for (size_t index = 0; index < hull.size(); ++index) {
    const Point side = hull[(index + 1) % hull.size()] - hull[index];
    const float size = std::hypot(side.x, side.y);
    if (size == 0) continue;
    const Rectangle candidate = around(hull, side * (1 / size));
    if (candidate.length * candidate.breadth < best.length * best.breadth) best = candidate;
  }
  return best;
}

Rectangle grow(const Rectangle& rectangle, float by) {
  return {rectangle.centre, rectangle.along, rectangle.length + 2 * by, rectangle.breadth + 2 * by};
}

bool contains(const Rectangle& rectangle, const Point& point) {
  const Point offset = point - rectangle.centre;
  return 2 * std::fabs(dot(offset, rectangle.along)) <= rectangle.length &&
         2 * std::fabs(dot(offset, across(rectangle.along))) <= rectangle.breadth;
}

}  // namespace ocr
