#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("ConvTranspose spreads each element over its window") {
  const auto x = tensor<float>({1, 1, 2}, {1, 10});
  const auto w = tensor<float>({1, 1, 3}, {1, 2, 3});
  require_equal(run("ConvTranspose", {x, w})[0], tensor<float>({1, 1, 4}, {1, 12, 23, 30}));
  require_equal(run("ConvTranspose", {x, w, tensor<float>({1}, {100})},
                    {{"strides", Shape{2}}, {"output_padding", Shape{1}}})[0],
                tensor<float>({1, 1, 6}, {101, 102, 113, 120, 130, 100}));
}

// <Conv(y), x> = <y, ConvTranspose(x)>, over groups, pads, strides and dilations.
TEST_CASE("ConvTranspose is the transpose of Conv") {
  const Attrs attrs = {{"group", 2},
                       {"strides", Shape{2, 1}},
                       {"pads", Shape{1, 0, 1, 1}},
                       {"dilations", Shape{1, 2}}};
  const auto w = random_tensor(MORTISE_DTYPE_FLOAT64, {4, 3, 3, 2});
  const auto y = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 6, 7, 6}, -1, 1, 2);
  const auto forward = run("Conv", {y, w}, attrs)[0];
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT64, forward.shape, -1, 1, 3);
  const auto back = run("ConvTranspose", {x, w}, attrs)[0];
  REQUIRE(back.shape == y.shape);
  const auto inner = [](const Tensor& a, const Tensor& b) {
    double sum = 0;
    const auto left = a.doubles();
    const auto right = b.doubles();
    for (size_t i = 0; i < left.size(); ++i) sum += left[i] * right[i];
    return sum;
  };
  REQUIRE(inner(forward, x) == Approx(inner(y, back)));
}

TEST_CASE("ConvTranspose chooses its pads for a wanted shape") {
  const auto x = tensor<float>({1, 1, 3}, {1, 2, 3});
  const auto w = tensor<float>({1, 1, 3}, {1, 1, 1});
  REQUIRE(
      run("ConvTranspose", {x, w}, {{"strides", Shape{2}}, {"output_shape", Shape{6}}})[0].shape ==
      Shape{1, 1, 6});
  REQUIRE(
      run("ConvTranspose", {x, w}, {{"strides", Shape{2}}, {"auto_pad", "SAME_UPPER"}})[0].shape ==
      Shape{1, 1, 6});
}

}  // namespace
}  // namespace mortise::ops::testing
