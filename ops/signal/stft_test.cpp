#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

Tensor scalar(int64_t value) { return tensor<int64_t>({}, {value}); }

TEST_CASE("STFT transforms the frames of a signal") {
  const auto x = tensor<double>({1, 5, 1}, {1, 2, 3, 4, 7});
  const auto y = run("STFT", {x, scalar(2), std::nullopt, scalar(2)})[0];
  REQUIRE(y.shape == Shape{1, 2, 2, 2});
  require_close(y, {3, 0, -1, 0, 7, 0, -1, 0}, 1e-12);
}

TEST_CASE("STFT weighs each frame with the window, whose length is the frame's") {
  const auto x = tensor<double>({1, 3, 1}, {1, 2, 3});
  const auto window = tensor<double>({2}, {1, 0.5});
  const auto y = run("STFT", {x, scalar(1), window}, {{"onesided", 0}})[0];
  REQUIRE(y.shape == Shape{1, 2, 2, 2});
  require_close(y, {2, 0, 0, 0, 3.5, 0, 0.5, 0}, 1e-12);
}

TEST_CASE("STFT takes complex signals") {
  const auto x = tensor<double>({1, 2, 2}, {1, 2, 3, 5});
  const auto y = run("STFT", {x, scalar(1), std::nullopt, scalar(2)}, {{"onesided", 0}})[0];
  require_close(y, {4, 7, -2, -3}, 1e-12);
}

TEST_CASE("STFT checks frames and windows") {
  const auto step = constant(scalar(4)), length = constant(scalar(16));
  REQUIRE(infer("STFT", {type<float>({-2, 64, 1}), step, absent(), length}).type(0) ==
          "float32[#0, 13, 9, 2]");
  REQUIRE_THROWS_WITH(infer("STFT", {type<float>({1, 8, 1}), step, absent(), length}),
                      Catch::Contains("no frame of 16"));
  REQUIRE_THROWS_WITH(infer("STFT", {type<float>({1, 64, 1}), step, type<float>({8}), length}),
                      Catch::Contains("must be equal"));
  REQUIRE_THROWS_WITH(infer("STFT", {type<float>({1, 64, 1}), step}),
                      Catch::Contains("neither window"));
  REQUIRE_THROWS_WITH(
      infer("STFT", {type<float>({1, 64, 1}), constant(scalar(0)), absent(), length}),
      Catch::Contains("frame_step is 0"));
}

}  // namespace
}  // namespace mortise::ops::testing
