#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

// 0 1 2 3 / 4 5 6 7 / …
Tensor image() {
  std::vector<float> values(16);
  for (size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i);
  return tensor<float>({1, 1, 4, 4}, values);
}

const auto kFirst = tensor<int64_t>({1}, {0});

TEST_CASE("RoiAlign is the mean of what it interpolates") {
  const auto region = tensor<float>({1, 4}, {1, 1, 3, 3});
  // Half a pixel to the left and up: four samples, from (0.5 … 2.5) of both axes.
  const auto whole = run("RoiAlign", {image(), region, kFirst})[0];
  REQUIRE(whole.shape == Shape{1, 1, 1, 1});
  require_close(whole, {1.5 * 4 + 1.5}, 1e-6);
  const auto bins =
      run("RoiAlign", {image(), region, kFirst}, {{"output_height", 2}, {"output_width", 2}})[0];
  require_close(bins, {5, 6, 9, 10}, 1e-6);
}

TEST_CASE("RoiAlign begins at the corner itself where it is told to") {
  const auto region = tensor<float>({1, 4}, {1, 1, 3, 3});
  const Attrs attrs = {{"coordinate_transformation_mode", "output_half_pixel"},
                       {"sampling_ratio", 1}};
  require_close(run("RoiAlign", {image(), region, kFirst}, attrs)[0], {10}, 1e-6);
}

TEST_CASE("RoiAlign scales the regions, and takes maxima of the weighted elements") {
  const auto region = tensor<float>({1, 4}, {2, 2, 6, 6});
  const Attrs attrs = {{"spatial_scale", 0.5}, {"mode", "max"}, {"sampling_ratio", 1}};
  require_close(run("RoiAlign", {image(), region, kFirst}, attrs)[0], {10.0 / 4}, 1e-6);
}

TEST_CASE("RoiAlign gives zero outside the image") {
  const auto region = tensor<float>({1, 4}, {-9, -9, -5, -5});
  require_close(run("RoiAlign", {image(), region, kFirst})[0], {0}, 1e-6);
}

TEST_CASE("RoiAlign refuses images that are not there, and regions without bounds") {
  const auto region = tensor<float>({1, 4}, {0, 0, 1, 1});
  REQUIRE_THROWS_WITH(run("RoiAlign", {image(), region, tensor<int64_t>({1}, {1})}),
                      Catch::Contains("out of range"));
  REQUIRE_THROWS_WITH(run("RoiAlign", {image(), tensor<float>({1, 4}, {0, 0, 1e30f, 1}), kFirst}),
                      Catch::Contains("region of interest"));
  REQUIRE_NOTHROW(run("RoiAlign", {image(), tensor<float>({1, 4}, {NAN, 0, 1, INFINITY}), kFirst},
                      {{"sampling_ratio", 1}}));
  REQUIRE(infer("RoiAlign", {type<float>({-2, 3, 8, 8}), type<float>({-3, 4}), type<int64_t>({-3})},
                {{"output_height", 2}})
              .type(0) == "float32[#1, 3, 2, 1]");
}

}  // namespace
}  // namespace mortise::ops::testing
