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

TEST_CASE("MaxPool has strides and dilations") {
  const auto x = tensor<float>({1, 1, 6}, {1, 5, 2, 0, 7, 3});
  require_equal(
      run("MaxPool", {x},
          {{"kernel_shape", Shape{2}}, {"strides", Shape{2}}, {"dilations", Shape{2}}})[0],
      tensor<float>({1, 1, 2}, {2, 7}));
}

}  // namespace
}  // namespace mortise::ops::testing
