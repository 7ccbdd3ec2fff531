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

TEST_CASE("ConvTranspose refuses a bias that does not fit its output channels") {
  const auto x = type<float>({1, 2, 4});
  const auto w = type<float>({2, 3, 2});
  REQUIRE_THROWS_WITH(infer("ConvTranspose", {x, w, type<float>({3})}, {{"group", 2}}),
                      "ConvTranspose: extents 3 and 6 must be equal");
  REQUIRE_THROWS_WITH(infer("ConvTranspose", {x, w, type<float>({1, 3})}),
                      "ConvTranspose: input 2 has shape [1, 3]; its rank must be 1");
}

TEST_CASE("ConvTranspose refuses impossible attributes, whether the extents are known or not") {
  const auto w = type<float>({1, 1, 3});
  for (const int64_t extent : {int64_t{4}, int64_t{-1}}) {
    const auto x = type<float>({1, 1, extent});
    const auto refused = [&](const Attrs& attrs, const char* why) {
      REQUIRE_THROWS_WITH(infer("ConvTranspose", {x, w}, attrs), Catch::Contains(why));
    };
    refused({{"pads", Shape{-1, 0}}}, "attribute pads holds -1");
    refused({{"output_padding", Shape{-1}}}, "attribute output_padding holds -1");
    refused({{"output_shape", Shape{-5}}}, "attribute output_shape holds -5");
    refused({{"strides", Shape{int64_t{1} << 62}}}, "attribute strides holds");
    refused({{"auto_pad", "SAME"}}, "attribute auto_pad is SAME");
    refused({{"kernel_shape", Shape{2}}}, "attribute kernel_shape has 2");
  }
  REQUIRE_THROWS_WITH(infer("ConvTranspose", {type<float>({1, 1, INT64_MAX}), w}),
                      Catch::Contains("on spatial axis 0 is too large"));
  REQUIRE_THROWS_WITH(infer("ConvTranspose", {type<float>({1, -1, 4}), type<float>({-1, 4, 3})},
                            {{"group", INT64_MAX}}),
                      Catch::Contains("more than an extent can be"));
}

TEST_CASE("ConvTranspose with auto_pad VALID ignores pads") {
  REQUIRE(infer("ConvTranspose", {type<float>({1, 1, 2}), type<float>({1, 1, 3})},
                {{"auto_pad", "VALID"}, {"pads", Shape{1, 1}}})
              .type(0) == "float32[1, 1, 4]");
}

}  // namespace
}  // namespace mortise::ops::testing
