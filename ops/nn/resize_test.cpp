#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

Inputs scaled(const Tensor& x, const std::vector<float>& scales) {
  return {x, std::nullopt, tensor<float>({static_cast<int64_t>(scales.size())}, scales)};
}

TEST_CASE("Resize repeats the nearest element") {
  const auto x = tensor<float>({1, 1, 2, 2}, {1, 2, 3, 4});
  require_equal(run("Resize", scaled(x, {1, 1, 2, 2}))[0],
                tensor<float>({1, 1, 4, 4}, {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4}));
}

TEST_CASE("Resize interpolates linearly between pixel centres") {
  const auto x = tensor<float>({4}, {0, 10, 20, 30});
  require_close(run("Resize", scaled(x, {0.5}), {{"mode", "linear"}})[0], {5, 25}, 1e-6);
  require_close(run("Resize", scaled(tensor<float>({2}, {0, 10}), {2}), {{"mode", "linear"}})[0],
                {0, 2.5, 7.5, 10}, 1e-6);
}

TEST_CASE("Resize with align_corners keeps the ends") {
  const auto y = run(
      "Resize", {tensor<float>({2}, {0, 9}), std::nullopt, std::nullopt, tensor<int64_t>({1}, {4})},
      {{"mode", "linear"}, {"coordinate_transformation_mode", "align_corners"}})[0];
  require_close(y, {0, 3, 6, 9}, 1e-6);
}

TEST_CASE("Resize with cubic weights keeps a constant constant") {
  const auto x = tensor<float>({5}, {7, 7, 7, 7, 7});
  for (int64_t exclude : {0, 1}) {
    require_close(
        run("Resize", scaled(x, {1.5f}), {{"mode", "cubic"}, {"exclude_outside", exclude}})[0],
        std::vector<double>(7, 7), 1e-5);
  }
}

TEST_CASE("Resize wants exactly one of scales and sizes") {
  const auto x = tensor<float>({2}, {1, 2});
  REQUIRE_THROWS_WITH(run("Resize", {x}), "Resize: exactly one of scales and sizes must be given");
  REQUIRE_THROWS_WITH(run("Resize", scaled(x, {1, 2})),
                      "Resize: scales has 2 values; 1 axes are resized");
  REQUIRE_THROWS_WITH(run("Resize", scaled(x, {-1})), Catch::Contains("it must be above 0"));
}

InputType sizes(const std::vector<int64_t>& values) {
  return constant(tensor<int64_t>({static_cast<int64_t>(values.size())}, values));
}

TEST_CASE("Resize refuses to make elements out of none, and extents beyond any use") {
  REQUIRE_THROWS_WITH(infer("Resize", {type<float>({0}), absent(), absent(), sizes({4})}),
                      "Resize: an axis without elements cannot be resized to 4 of them");
  REQUIRE(infer("Resize", {type<float>({0}), absent(), absent(), sizes({0})}).type(0) ==
          "float32[0]");
  for (const int64_t extent : {int64_t{1}, int64_t{-1}}) {
    REQUIRE_THROWS_WITH(
        infer("Resize", {type<float>({extent}), absent(), absent(), sizes({INT64_MAX})}),
        Catch::Contains("is too large"));
  }
}

TEST_CASE("Resize keeps the aspect ratio only of extents that are known and not 0") {
  const Attrs keep = {{"keep_aspect_ratio_policy", "not_larger"}};
  const auto shape_of = [&](const Shape& shape, const std::vector<int64_t>& wanted) {
    return infer("Resize", {type<float>(shape), absent(), absent(), sizes(wanted)}, keep).type(0);
  };
  REQUIRE(shape_of({2, 4}, {4, 4}) == "float32[2, 4]");
  REQUIRE(shape_of({-1, 4}, {4, 4}) == "float32[?, ?]");
  REQUIRE(shape_of({0, 4}, {0, 8}) == "float32[0, 8]");
  REQUIRE(shape_of({0, 4}, {7, 8}) == "float32[0, 8]");
  REQUIRE(shape_of({0}, {0}) == "float32[0]");
}

TEST_CASE("Resize without elements to make builds no tables") {
  const auto y = run("Resize", {tensor<float>({0, 1}, {}), std::nullopt, std::nullopt,
                                tensor<int64_t>({2}, {0, int64_t{1} << 31})});
  REQUIRE(y[0].shape == Shape{0, int64_t{1} << 31});
}

TEST_CASE("Resize leaves axes as they are where nothing changes them") {
  const auto x = tensor<float>({2, 2}, {1, 2, 3, 4});
  require_equal(run("Resize", scaled(x, {1, 2}),
                    {{"coordinate_transformation_mode", "tf_half_pixel_for_nn"},
                     {"nearest_mode", "round_prefer_ceil"}})[0],
                tensor<float>({2, 4}, {1, 2, 2, 2, 3, 4, 4, 4}));
}

TEST_CASE("Resize without aliasing weighs all elements that become one") {
  const auto x = tensor<float>({1, 1, 1, 8}, {0, 1, 2, 3, 4, 5, 6, 7});
  const auto quarter = tensor<float>({4}, {1, 1, 1, 0.25f});
  const Attrs linear = {{"mode", "linear"}, {"antialias", 1}};
  // Triangles of eight elements around 1.5 and 5.5; what lies beyond the edge is the edge.
  const std::vector<double> weights = {0.125, 0.375, 0.625, 0.875, 0.875, 0.625, 0.375, 0.125};
  double first = 0, second = 0, sum = 0;
  for (int i = 0; i < 8; ++i) {
    first += weights[static_cast<size_t>(i)] * std::max(i - 2, 0);
    second += weights[static_cast<size_t>(i)] * std::min(i + 2, 7);
    sum += weights[static_cast<size_t>(i)];
  }
  require_close(run("Resize", {x, std::nullopt, quarter}, linear)[0], {first / sum, second / sum},
                1e-6);
  const Attrs cubic = {{"mode", "cubic"}, {"antialias", 1}};
  const auto flat = tensor<float>({1, 1, 1, 8}, std::vector<float>(8, 3));
  require_close(run("Resize", {flat, std::nullopt, quarter}, cubic)[0], {3, 3}, 1e-6);
  // Nothing becomes one with another where the tensor grows.
  const auto twice = tensor<float>({4}, {1, 1, 1, 2});
  require_close(run("Resize", {x, std::nullopt, twice}, cubic)[0],
                run("Resize", {x, std::nullopt, twice}, {{"mode", "cubic"}})[0].doubles(), 1e-6);
}

TEST_CASE("Resize asks for the region that it crops to") {
  const std::vector<InputType> inputs = {type<float>({1, 4}), type<float>({4}),
                                         constant(tensor<float>({2}, {1, 2}))};
  const auto open =
      infer("Resize", inputs, {{"coordinate_transformation_mode", "tf_crop_and_resize"}});
  REQUIRE(open.needs == std::vector<uint64_t>{1});
  REQUIRE(open.type(0) == "float32[1, 8]");
}

}  // namespace
}  // namespace mortise::ops::testing
