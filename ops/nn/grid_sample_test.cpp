#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

const auto kImage = tensor<float>({1, 1, 2, 3}, {0, 1, 2, 3, 4, 5});

// One place of the image, as x and y from -1 to 1.
double at(float x, float y, const Attrs& attrs) {
  return run("GridSample", {kImage, tensor<float>({1, 1, 1, 2}, {x, y})}, attrs)[0].doubles()[0];
}

TEST_CASE("GridSample interpolates between pixels, x before y") {
  REQUIRE(at(0, 0, {}) == Approx(2.5));
  REQUIRE(at(1, -1, {{"align_corners", 1}}) == Approx(2));
  REQUIRE(at(-0.5f, 1, {{"align_corners", 1}}) == Approx(3.5));
}

TEST_CASE("GridSample takes the nearest pixel") {
  REQUIRE(at(0.6f, 0.9f, {{"mode", "nearest"}}) == 5);
  REQUIRE(at(-0.1f, -0.9f, {{"mode", "nearest"}}) == 1);
}

TEST_CASE("GridSample pads with zeros, with the border, or with a mirror image") {
  const Attrs attrs = {{"align_corners", 1}};
  REQUIRE(at(5, 0, attrs) == 0);
  REQUIRE(at(2, -1, attrs) == Approx(0));     // two steps from the last pixel
  REQUIRE(at(1.5f, -1, attrs) == Approx(1));  // half of the last pixel
  REQUIRE(at(2, -1, {{"align_corners", 1}, {"padding_mode", "border"}}) == Approx(2));
  REQUIRE(at(2, -1, {{"align_corners", 1}, {"padding_mode", "reflection"}}) == Approx(1));
  REQUIRE(at(-4, -1, {{"align_corners", 1}, {"padding_mode", "reflection"}}) == Approx(1));
}

TEST_CASE("GridSample goes through the pixels with cubics too") {
  const Attrs attrs = {{"align_corners", 1}, {"mode", "cubic"}, {"padding_mode", "border"}};
  REQUIRE(at(0, 1, attrs) == Approx(4));
  REQUIRE(at(1, -1, attrs) == Approx(2));
}

TEST_CASE("GridSample has any number of axes, and channels") {
  const auto x = tensor<double>({1, 2, 3}, {0, 1, 2, 10, 11, 12});
  const auto grid = tensor<double>({1, 2, 1}, {-1, 0.5});
  require_close(run("GridSample", {x, grid}, {{"align_corners", 1}})[0], {0, 1.5, 10, 11.5}, 1e-12);
  REQUIRE(infer("GridSample", {type<float>({-2, 3, 8, 8}), type<float>({-2, 4, 5, 2})}).type(0) ==
          "float32[#0, 3, 4, 5]");
  REQUIRE_THROWS_WITH(infer("GridSample", {type<float>({1, 3, 8, 8}), type<float>({1, 4, 5, 3})}),
                      Catch::Contains("must be equal"));
}

TEST_CASE("GridSample survives places that are far, infinite, or no numbers") {
  for (const std::string mode : {"nearest", "linear", "cubic"}) {
    for (const std::string padding : {"zeros", "border", "reflection"}) {
      const Attrs attrs = {{"mode", mode}, {"padding_mode", padding}};
      const auto grid = tensor<float>({1, 1, 3, 2}, {INFINITY, -INFINITY, NAN, 0, 1e30f, -1e30f});
      REQUIRE_NOTHROW(run("GridSample", {kImage, grid}, attrs));
    }
  }
}

}  // namespace
}  // namespace mortise::ops::testing
