#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::GridSample";

TEST_CASE("GridSample interpolates between pixels, or takes the nearest") {
  const auto x = tensor<float>({1, 1, 2, 3}, {0, 1, 2, 3, 4, 5});
  // With the corners aligned, column = (x + 1) and row = (y + 1) / 2.
  const auto grid = tensor<float>({1, 1, 2, 2}, {-0.25f, 0.5f, 1, -1});
  const auto y = run_decomposed(kOp, {x, grid}, {{"align_corners", 1}})[0];
  REQUIRE(y.shape == Shape{1, 1, 1, 2});
  require_close(y, {0.75 + 3 * 0.75, 2}, 1e-6);
  require_close(run_decomposed(kOp, {x, grid}, {{"align_corners", 1}, {"mode", "nearest"}})[0],
                {4, 2}, 0);
}

TEST_CASE("GridSample has modes of its own names") {
  const std::vector<InputType> inputs = {type<float>({-2, 3, 5, 5}), type<float>({-2, 4, 6, 2})};
  REQUIRE(infer(kOp, inputs, {{"mode", "bicubic"}}).type(0) == "float32[#0, 3, 4, 6]");
  REQUIRE_THROWS_WITH(infer(kOp, inputs, {{"mode", "linear"}}),
                      Catch::Contains("it must be bilinear, nearest or bicubic"));
}

}  // namespace
}  // namespace mortise::contrib
