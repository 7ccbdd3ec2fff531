#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("MaxPool ignores padding") {
  const auto x = tensor<float>({1, 1, 3}, {-3, -1, -2});
  require_equal(run("MaxPool", {x}, {{"kernel_shape", Shape{2}}, {"pads", Shape{1, 1}}})[0],
                tensor<float>({1, 1, 4}, {-3, -1, -1, -2}));
}

TEST_CASE("MaxPool says where the maximum is, in either order of storage") {
  const auto x = tensor<uint8_t>({1, 2, 2, 2}, {1, 2, 4, 3, 9, 5, 6, 7});
  const Attrs rows = {{"kernel_shape", Shape{2, 2}}};
  RunOptions both;
  both.output_count = 2;
  const auto y = run("MaxPool", {x}, rows, both);
  require_equal(y[0], tensor<uint8_t>({1, 2, 1, 1}, {4, 9}));
  require_equal(y[1], tensor<int64_t>({1, 2, 1, 1}, {2, 4}));
  const Attrs columns = {{"kernel_shape", Shape{2, 2}}, {"storage_order", 1}};
  require_equal(run("MaxPool", {x}, columns, both)[1], tensor<int64_t>({1, 2, 1, 1}, {1, 4}));
}

TEST_CASE("MaxPool gives the first NaN of a window, wherever it stands") {
  RunOptions both;
  both.output_count = 2;
  const auto y = run("MaxPool", {tensor<float>({1, 1, 6}, {1, NAN, 7, NAN, 2, 3})},
                     {{"kernel_shape", Shape{3}}}, both);
  require_equal(y[0], tensor<float>({1, 1, 4}, {NAN, NAN, NAN, NAN}));
  require_equal(y[1], tensor<int64_t>({1, 1, 4}, {1, 1, 3, 3}));
}

TEST_CASE("MaxPool has strides and dilations") {
  const auto x = tensor<float>({1, 1, 6}, {1, 5, 2, 0, 7, 3});
  require_equal(
      run("MaxPool", {x},
          {{"kernel_shape", Shape{2}}, {"strides", Shape{2}}, {"dilations", Shape{2}}})[0],
      tensor<float>({1, 1, 2}, {2, 7}));
}

TEST_CASE("MaxPool refuses padding that covers a window") {
  REQUIRE_THROWS_WITH(
      infer("MaxPool", {type<float>({1, 1, 3})},
            {{"kernel_shape", Shape{2}}, {"pads", Shape{5, 5}}}),
      "MaxPool: spatial axis 0 is padded by 5; it must be less than the window's reach of 2");
}

// What onnxruntime 1.31 gives, and ONNX's own shape inference says.
TEST_CASE("MaxPool takes a window that is larger than the input by less than a stride") {
  const auto x = tensor<float>({1, 1, 3}, {1, 9, 5});
  const auto pool = [&](int64_t kernel, int64_t stride, int64_t ceil_mode) {
    return run(
        "MaxPool", {x},
        {{"kernel_shape", Shape{kernel}}, {"strides", Shape{stride}}, {"ceil_mode", ceil_mode}})[0];
  };
  for (const int64_t ceil_mode : {0, 1}) {
    require_equal(pool(4, 2, ceil_mode), tensor<float>({1, 1, 1}, {9}));
    require_equal(pool(7, 5, ceil_mode), tensor<float>({1, 1, 1}, {9}));
    require_equal(pool(4, 1, ceil_mode), tensor<float>({1, 1, 0}, {}));
    require_equal(pool(5, 2, ceil_mode), tensor<float>({1, 1, 0}, {}));
  }
  require_equal(run("MaxPool", {x},
                    {{"kernel_shape", Shape{6}}, {"strides", Shape{2}}, {"pads", Shape{1, 1}}})[0],
                tensor<float>({1, 1, 1}, {9}));
}

TEST_CASE("MaxPool refuses a window that is larger than the input by more than a stride") {
  const auto inferred = [](int64_t extent, int64_t kernel, int64_t stride) {
    return infer("MaxPool", {type<float>({1, 1, extent})},
                 {{"kernel_shape", Shape{kernel}}, {"strides", Shape{stride}}});
  };
  REQUIRE_THROWS_WITH(inferred(3, 5, 1),
                      "MaxPool: on spatial axis 0 the window reaches over 5 elements, but the "
                      "padded input has 3");
  REQUIRE_THROWS_WITH(inferred(3, 9, 5), Catch::Contains("reaches over 9"));
  REQUIRE_THROWS_WITH(inferred(0, 1, 3), Catch::Contains("the padded input has 0"));
}

TEST_CASE("MaxPool gives the least value where no element lies under the window") {
  RunOptions both;
  both.output_count = 2;
  const auto dilated =
      run("MaxPool", {tensor<int8_t>({1, 1, 2}, {1, 2})},
          {{"kernel_shape", Shape{2}}, {"dilations", Shape{3}}, {"pads", Shape{1, 1}}}, both);
  require_equal(dilated[0], tensor<int8_t>({1, 1, 1}, {-128}));
  require_equal(dilated[1], tensor<int64_t>({1, 1, 1}, {-1}));
  const Attrs attrs = {{"kernel_shape", Shape{2}}, {"pads", Shape{1, 1}}, {"storage_order", 1}};
  const auto empty = run("MaxPool", {tensor<float>({1, 1, 0}, {})}, attrs, both);
  require_equal(empty[0], tensor<float>({1, 1, 1}, {-INFINITY}));
  require_equal(empty[1], tensor<int64_t>({1, 1, 1}, {-1}));
}

TEST_CASE("MaxPool looks only at the taps that lie on elements") {
  const int64_t wide = int64_t{1} << 30;
  require_equal(run("MaxPool", {tensor<float>({1, 1, 2}, {1, 2})},
                    {{"kernel_shape", Shape{wide}},
                     {"pads", Shape{wide - 1, wide - 2}},
                     {"strides", Shape{wide}}})[0],
                tensor<float>({1, 1, 1}, {1}));
}

}  // namespace
}  // namespace mortise::ops::testing
