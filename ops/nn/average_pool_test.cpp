#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("AveragePool leaves padding out unless it is told to count it") {
  const auto x = tensor<float>({1, 1, 3}, {3, 6, 9});
  const Attrs same = {{"kernel_shape", Shape{2}}, {"pads", Shape{1, 0}}};
  require_equal(run("AveragePool", {x}, same)[0], tensor<float>({1, 1, 3}, {3, 4.5f, 7.5f}));
  const Attrs counted = {
      {"kernel_shape", Shape{2}}, {"pads", Shape{1, 0}}, {"count_include_pad", 1}};
  require_equal(run("AveragePool", {x}, counted)[0], tensor<float>({1, 1, 3}, {1.5f, 4.5f, 7.5f}));
}

TEST_CASE("AveragePool with ceil_mode divides the last window by what it covers") {
  const auto x = tensor<float>({1, 1, 3}, {2, 4, 10});
  const Attrs attrs = {{"kernel_shape", Shape{2}}, {"strides", Shape{2}}, {"ceil_mode", 1}};
  require_equal(run("AveragePool", {x}, attrs)[0], tensor<float>({1, 1, 2}, {3, 10}));
}

TEST_CASE("AveragePool takes a window that is larger than the input, unless padding counts") {
  const auto x = tensor<float>({1, 1, 3}, {2, 4, 9});
  const auto pool = [&](int64_t kernel, int64_t stride, int64_t ceil_mode, int64_t counts) {
    return run("AveragePool", {x},
               {{"kernel_shape", Shape{kernel}},
                {"strides", Shape{stride}},
                {"ceil_mode", ceil_mode},
                {"count_include_pad", counts}})[0];
  };
  require_equal(pool(4, 2, 0, 0), tensor<float>({1, 1, 1}, {5}));
  require_equal(pool(4, 1, 0, 0), tensor<float>({1, 1, 0}, {}));
  require_equal(pool(5, 3, 1, 1), tensor<float>({1, 1, 1}, {5}));
  REQUIRE_THROWS_WITH(pool(4, 2, 0, 1), Catch::Contains("the window reaches over 4 elements"));
}

TEST_CASE("AveragePool covers two axes") {
  const auto x = tensor<float>({1, 1, 2, 4}, {1, 3, 5, 7, 1, 3, 5, 7});
  require_equal(
      run("AveragePool", {x}, {{"kernel_shape", Shape{2, 2}}, {"strides", Shape{2, 2}}})[0],
      tensor<float>({1, 1, 1, 2}, {2, 6}));
}

TEST_CASE("AveragePool gives 0 where no element lies under the window") {
  require_equal(
      run("AveragePool", {tensor<float>({1, 1, 2}, {1, 2})},
          {{"kernel_shape", Shape{2}}, {"dilations", Shape{3}}, {"pads", Shape{1, 1}}})[0],
      tensor<float>({1, 1, 1}, {0}));
}

}  // namespace
}  // namespace mortise::ops::testing
