#include "geometry.hpp"

#include <cmath>

#include <catch2/catch.hpp>

using namespace ocr;

namespace {

void check_point(const Point& point, float x, float y) {
  CHECK(point.x == Approx(x).margin(1e-3));
  CHECK(point.y == Approx(y).margin(1e-3));
}

}  // namespace

TEST_CASE("a hull drops points inside and on straight sides") {
  const std::vector<Point> hull =
      convex_hull({{0, 0}, {4, 0}, {2, 0}, {2, 1}, {4, 3}, {0, 3}, {4, 1}, {0, 0}});
  REQUIRE(hull.size() == 4);
  check_point(hull[0], 0, 0);
  check_point(hull[1], 4, 0);
  check_point(hull[2], 4, 3);
  check_point(hull[3], 0, 3);
}

TEST_CASE("hulls of one and two points, and of a line, are those") {
  CHECK(convex_hull({{1, 2}}).size() == 1);
  CHECK(convex_hull({{1, 2}, {3, 4}}).size() == 2);
  CHECK(convex_hull({{0, 0}, {1, 1}, {2, 2}, {3, 3}}).size() == 2);
}

TEST_CASE("the smallest rectangle of an upright box is that box") {
  const Quad corners = smallest_rectangle(convex_hull({{1, 2}, {9, 2}, {9, 5}, {1, 5}})).corners();
  check_point(corners[0], 1, 2);
  check_point(corners[1], 9, 2);
  check_point(corners[2], 9, 5);
  check_point(corners[3], 1, 5);
}

TEST_CASE("the smallest rectangle turns with its points") {
  // 10 by 2, turned by atan(3/4).
  const Point along = {0.8F, 0.6F};
  std::vector<Point> points;
  for (const float length : {0.0F, 5.0F, 10.0F}) {
    for (const float breadth : {0.0F, 1.0F, 2.0F}) {
      points.push_back(
          {20 + along.x * length - along.y * breadth, 30 + along.y * length + along.x * breadth});
    }
  }
  const Rectangle rectangle = smallest_rectangle(convex_hull(points));
  CHECK(std::max(rectangle.length, rectangle.breadth) == Approx(10).epsilon(1e-4));
  CHECK(std::min(rectangle.length, rectangle.breadth) == Approx(2).epsilon(1e-4));
  const Quad corners = rectangle.corners();
  check_point(corners[0], 20, 30);
  check_point(corners[1], 28, 36);
  check_point(corners[2], 26.8F, 37.6F);
  check_point(corners[3], 18.8F, 31.6F);
}

TEST_CASE("one point and one line have rectangles without area") {
  CHECK(smallest_rectangle({{3, 4}}).length == 0);
  const Rectangle line = smallest_rectangle({{0, 0}, {3, 4}});
  CHECK(line.length * line.breadth == Approx(0).margin(1e-4));
  CHECK(std::max(line.length, line.breadth) == Approx(5));
}

TEST_CASE("a rectangle grows on all sides") {
  const Rectangle rectangle = {{5, 5}, {1, 0}, 4, 2};
  CHECK(contains(rectangle, {7, 6}));
  CHECK_FALSE(contains(rectangle, {7.5F, 5}));
  CHECK_FALSE(contains(rectangle, {5, 6.5F}));
  CHECK(contains(grow(rectangle, 0.5F), {7.5F, 6.5F}));
  CHECK_FALSE(contains(grow(rectangle, 0.5F), {7.6F, 5}));
}
