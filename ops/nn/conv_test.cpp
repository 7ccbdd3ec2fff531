#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

// Every output element by the definition, over two spatial axes.
std::vector<double> by_definition(const Tensor& x, const Tensor& w, int64_t stride, int64_t pad,
                                  int64_t dilation, int64_t group) {
  const auto xs = x.doubles();
  const auto ws = w.doubles();
  const int64_t channels = w.shape[1];
  const int64_t per_group = w.shape[0] / group;
  const auto extent = [&](size_t axis) {
    return (x.shape[axis] + 2 * pad - dilation * (w.shape[axis] - 1) - 1) / stride + 1;
  };
  std::vector<double> y;
  for (int64_t n = 0; n < x.shape[0]; ++n)
    for (int64_t m = 0; m < w.shape[0]; ++m)
      for (int64_t i = 0; i < extent(2); ++i)
        for (int64_t j = 0; j < extent(3); ++j) {
          double sum = 0;
          for (int64_t c = 0; c < channels; ++c)
            for (int64_t ki = 0; ki < w.shape[2]; ++ki)
              for (int64_t kj = 0; kj < w.shape[3]; ++kj) {
                const int64_t row = i * stride - pad + ki * dilation;
                const int64_t column = j * stride - pad + kj * dilation;
                if (row < 0 || column < 0 || row >= x.shape[2] || column >= x.shape[3]) continue;
                const int64_t channel = m / per_group * channels + c;
                sum += xs[static_cast<size_t>(
                           ((n * x.shape[1] + channel) * x.shape[2] + row) * x.shape[3] + column)] *
                       ws[static_cast<size_t>(((m * channels + c) * w.shape[2] + ki) * w.shape[3] +
                                              kj)];
              }
          y.push_back(sum);
        }
  return y;
}

TEST_CASE("Conv agrees with its definition for strides, pads, dilations and groups") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT32, {2, 4, 7, 6});
  for (int64_t group : {1, 2, 4}) {
    const auto w = random_tensor(MORTISE_DTYPE_FLOAT32, {8, 4 / group, 3, 2}, -1, 1, 2);
    for (int64_t stride : {1, 2}) {
      for (int64_t pad : {0, 1}) {
        for (int64_t dilation : {1, 2}) {
          const auto y = run("Conv", {x, w},
                             {{"group", group},
                              {"strides", Shape{stride, stride}},
                              {"pads", Shape{pad, pad, pad, pad}},
                              {"dilations", Shape{dilation, dilation}}})[0];
          require_close(y, by_definition(x, w, stride, pad, dilation, group), 1e-5);
        }
      }
    }
  }
}

TEST_CASE("Conv adds a bias, over one spatial axis") {
  const auto x = tensor<float>({1, 1, 3}, {1, 2, 3});
  const auto w = tensor<float>({2, 1, 2}, {1, 1, 1, -1});
  require_equal(run("Conv", {x, w, tensor<float>({2}, {10, 20})})[0],
                tensor<float>({1, 2, 2}, {13, 15, 19, 19}));
}

TEST_CASE("Conv keeps the extent with auto_pad SAME, the odd element on the named side") {
  const auto x = tensor<float>({1, 1, 3}, {1, 2, 3});
  const auto w = tensor<float>({1, 1, 2}, {1, 10});
  require_equal(run("Conv", {x, w}, {{"auto_pad", "SAME_UPPER"}})[0],
                tensor<float>({1, 1, 3}, {21, 32, 3}));
  require_equal(run("Conv", {x, w}, {{"auto_pad", "SAME_LOWER"}})[0],
                tensor<float>({1, 1, 3}, {10, 21, 32}));
}

TEST_CASE("Conv runs at smaller extents than its kernel was made for") {
  RunOptions options;
  options.created_with = {{4, 2, 9, 9}, {3, 2, 3, 3}};
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT32, {1, 2, 5, 4});
  const auto w = random_tensor(MORTISE_DTYPE_FLOAT32, {3, 2, 3, 3}, -1, 1, 2);
  require_equal(run("Conv", {x, w}, {}, options)[0], run("Conv", {x, w})[0]);
}

TEST_CASE("Conv keeps symbols where the window keeps the extent") {
  const auto x = type<float>({-2, 3, -3, -4});
  const auto w = type<float>({8, 3, 3, 3});
  REQUIRE(infer("Conv", {x, w}, {{"pads", Shape{1, 1, 1, 1}}}).type(0) == "float32[#0, 8, #1, #2]");
  REQUIRE(infer("Conv", {x, w}).type(0) == "float32[#0, 8, ?, ?]");
}

TEST_CASE("Conv refuses what does not fit") {
  REQUIRE_THROWS_WITH(infer("Conv", {type<float>({1, 3, 8, 8}), type<float>({4, 2, 3, 3})}),
                      "Conv: X has 3 channels, but W takes 2 in each of 1 groups");
  REQUIRE_THROWS_WITH(
      infer("Conv", {type<float>({1, 3, 2, 8}), type<float>({4, 3, 3, 3})}),
      "Conv: on spatial axis 0 the window reaches over 3 elements, but the padded input has 2");
  REQUIRE_THROWS_WITH(infer("Conv", {type<float>({1, 3, 8, 8}), type<float>({4, 3, 3, 3})},
                            {{"strides", Shape{0, 1}}}),
                      "Conv: attribute strides holds 0; it must lie in [1, 2147483648)");
}

TEST_CASE("Conv needs the rows under the windows, clamped to the input") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT32, {1, 2, 8, 8});
  const auto w = random_tensor(MORTISE_DTYPE_FLOAT32, {3, 2, 3, 3});
  const Attrs attrs = {{"pads", Shape{1, 1, 1, 1}}, {"strides", Shape{2, 2}}};
  using Texts = std::vector<std::string>;
  REQUIRE(pieces("Conv", {x, w}, 2, 0, 2, attrs) == Texts{"[0,4)@2", "whole"});
  REQUIRE(pieces("Conv", {x, w}, 2, 1, 4, attrs) == Texts{"[1,8)@2", "whole"});
  REQUIRE(pieces("Conv", {x, w}, 1, 1, 2, attrs) == Texts{"whole", "[1,2)@0"});
}

TEST_CASE("Conv runs with fewer channels than it was made for") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT32, {1, 2, 5, 5});
  const auto w = random_tensor(MORTISE_DTYPE_FLOAT32, {2, 2, 2, 2});
  RunOptions options;
  options.created_with = {{2, 3, 5, 5}, {4, 3, 2, 2}};
  require_equal(run("Conv", {x, w}, {}, options)[0], run("Conv", {x, w})[0]);
}

}  // namespace
}  // namespace mortise::ops::testing
