#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::CropAndResize";
const auto kX =
    tensor<float>({2, 1, 3, 3}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18});

Tensor cropped(const std::vector<float>& region, int32_t item, int32_t height, int32_t width,
               const Attrs& attrs = {}) {
  return run(kOp,
             {kX, tensor<float>({1, 4}, region), tensor<int32_t>({1}, {item}),
              tensor<int32_t>({2}, {height, width})},
             attrs)[0];
}

TEST_CASE("CropAndResize goes from corner to corner of a region, either way round") {
  require_close(cropped({0, 0, 1, 1}, 0, 3, 3), {0, 1, 2, 3, 4, 5, 6, 7, 8}, 1e-6);
  require_close(cropped({0, 0, 0.5f, 0.5f}, 1, 2, 3), {10, 10.5, 11, 13, 13.5, 14}, 1e-6);
  require_close(cropped({1, 1, 0, 0}, 0, 2, 2), {8, 6, 2, 0}, 1e-6);
  require_close(cropped({0, 0.25f, 1, 0.75f}, 0, 1, 1), {4}, 1e-6);
}

TEST_CASE("CropAndResize takes the nearest pixel, and a number outside") {
  require_close(cropped({0, 0, 0.4f, 1}, 0, 2, 2, {{"mode", "nearest"}}), {0, 2, 3, 5}, 0);
  require_close(cropped({-0.5f, 0, 1, 1}, 0, 2, 2, {{"extrapolation_value", -1.0}}), {-1, -1, 6, 8},
                0);
}

TEST_CASE("CropAndResize checks its images and its size") {
  REQUIRE_THROWS_WITH(cropped({0, 0, 1, 1}, 2, 1, 1),
                      Catch::Contains("batch_indices has 2, but there are 2 images"));
  REQUIRE_THROWS_WITH(cropped({0, 0, 1, 1}, 0, 0, 1), Catch::Contains("two numbers above 0"));
}

}  // namespace
}  // namespace mortise::contrib
