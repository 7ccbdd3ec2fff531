#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Ints = std::vector<int64_t>;

const auto kX = tensor<double>({1, 1, 4}, {1, 2, 4, 8});
const auto kW = tensor<double>({1, 1, 2}, {1, 10});

TEST_CASE("DeformConv without offsets is a convolution") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 4, 5, 6}, -1, 1, 1);
  const auto w = random_tensor(MORTISE_DTYPE_FLOAT64, {6, 2, 3, 2}, -1, 1, 2);
  const auto bias = random_tensor(MORTISE_DTYPE_FLOAT64, {6}, -1, 1, 3);
  const Attrs attrs = {{"group", 2}, {"pads", Ints{1, 0, 1, 1}}, {"strides", Ints{2, 1}}};
  const auto expected = run("Conv", {x, w, bias}, attrs)[0];
  const Shape& out = expected.shape;
  const auto none = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 12, out[2], out[3]}, 0, 0);
  require_close(run("DeformConv", {x, w, none, bias}, attrs)[0], expected.doubles(), 1e-12);
}

TEST_CASE("DeformConv interpolates where the taps come to lie") {
  const auto offset = tensor<double>({1, 2, 3}, {0.5, 0, 0, 0, 0, 1});
  // 1.5 + 10 * 2; 2 + 10 * 4; 4 + 10 * nothing
  require_close(run("DeformConv", {kX, kW, offset})[0], {21.5, 42, 4}, 1e-12);
}

TEST_CASE("DeformConv weighs each tap with the mask") {
  const auto none = tensor<double>({1, 2, 3}, {0, 0, 0, 0, 0, 0});
  const auto mask = tensor<double>({1, 2, 3}, {1, 0, 1, 0.5, 1, 0});
  require_close(run("DeformConv", {kX, kW, none, std::nullopt, mask})[0], {11, 40, 4}, 1e-12);
}

TEST_CASE("DeformConv has offsets for each group of channels") {
  const auto x = tensor<double>({1, 2, 2}, {1, 2, 10, 20});
  const auto w = tensor<double>({1, 2, 1}, {1, 1});
  const auto offset = tensor<double>({1, 2, 2}, {1, 0, 0, -1});
  require_close(run("DeformConv", {x, w, offset}, {{"offset_group", 2}})[0], {12, 12}, 1e-12);
}

TEST_CASE("DeformConv survives offsets that are no numbers, or far") {
  const auto offset = tensor<double>({1, 2, 3}, {NAN, INFINITY, -1e300, 0, 0, 0});
  require_close(run("DeformConv", {kX, kW, offset})[0], {20, 40, 80}, 1e-12);
}

TEST_CASE("DeformConv checks its offsets") {
  REQUIRE(infer("DeformConv", {type<float>({-2, 4, 8, 8}), type<float>({6, 4, 3, 3}),
                               type<float>({-2, 18, 6, 6})})
              .type(0) == "float32[#0, 6, 6, 6]");
  REQUIRE_THROWS_WITH(infer("DeformConv", {type<float>({1, 4, 8, 8}), type<float>({6, 4, 3, 3}),
                                           type<float>({1, 9, 6, 6})}),
                      Catch::Contains("must be equal"));
  REQUIRE_THROWS_WITH(
      infer("DeformConv",
            {type<float>({1, 4, 8, 8}), type<float>({6, 4, 3, 3}), type<float>({1, 54, 6, 6})},
            {{"offset_group", 3}}),
      Catch::Contains("do not divide"));
}

}  // namespace
}  // namespace mortise::ops::testing
