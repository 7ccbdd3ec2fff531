#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("ReduceSum sums over the axes of its second input") {
  const auto x = tensor<float>({2, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8});
  require_equal(run("ReduceSum", {x, tensor<int64_t>({1}, {1})})[0],
                tensor<float>({2, 1, 2}, {4, 6, 12, 14}));
  require_equal(run("ReduceSum", {x, tensor<int64_t>({2}, {0, -1})}, {{"keepdims", 0}})[0],
                tensor<float>({2}, {14, 22}));
}

TEST_CASE("ReduceSum without axes sums over all, or copies when told so") {
  const auto x = tensor<int32_t>({2, 2}, {1, 2, 3, 4});
  require_equal(run("ReduceSum", {x})[0], tensor<int32_t>({1, 1}, {10}));
  require_equal(run("ReduceSum", {x}, {{"noop_with_empty_axes", 1}})[0], x);
}

TEST_CASE("ReduceSum of nothing is zero") {
  const auto x = tensor<float>({2, 0}, {});
  require_equal(run("ReduceSum", {x, tensor<int64_t>({1}, {1})})[0], tensor<float>({2, 1}, {0, 0}));
}

TEST_CASE("ReduceSum accumulates half precision without losing small terms") {
  const auto x =
      convert(tensor<float>({4096}, std::vector<float>(4096, 1)), MORTISE_DTYPE_BFLOAT16);
  require_equal(run("ReduceSum", {x})[0], tensor<bfloat16>({1}, {4096}));
}

TEST_CASE("ReduceSum asks for axes that are not known") {
  const auto result = infer("ReduceSum", {type<float>({-2, 3}), type<int64_t>({1})});
  REQUIRE(result.needs == std::vector<uint64_t>{1});
  REQUIRE(result.type(0) == "float32[?, ?]");
}

TEST_CASE("ReduceSum keeps the symbols of other axes") {
  const auto axes = constant(tensor<int64_t>({1}, {1}));
  REQUIRE(infer("ReduceSum", {type<float>({-2, -3}), axes}).type(0) == "float32[#0, 1]");
  REQUIRE(infer("ReduceSum", {type<float>({-2, -3}), axes}, {{"keepdims", 0}}).type(0) ==
          "float32[#0]");
}

TEST_CASE("ReduceSum refuses axes that are out of range or named twice") {
  REQUIRE_THROWS_WITH(infer("ReduceSum", {type<float>({2}), constant(tensor<int64_t>({1}, {1}))}),
                      "ReduceSum: axis 1 is out of range for rank 1");
  REQUIRE_THROWS_WITH(
      infer("ReduceSum", {type<float>({2}), constant(tensor<int64_t>({2}, {0, -1}))}),
      "ReduceSum: axis 0 is named twice");
}

TEST_CASE("ReduceSum has the gradient of a sum") {
  const Inputs inputs = {random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3}), tensor<int64_t>({1}, {1})};
  check_gradient("ReduceSum", inputs, {0});
  check_gradient("ReduceSum", inputs, {0}, {{"keepdims", 0}});
}

TEST_CASE("ReduceSum combines partial sums") {
  const Inputs inputs = {random_tensor(MORTISE_DTYPE_FLOAT32, {4, 6}), tensor<int64_t>({1}, {1})};
  REQUIRE(pieces("ReduceSum", inputs, 0, 1, 3)[0] == "[1,3)@0");
  REQUIRE(pieces("ReduceSum", inputs, 1, 0, 1)[0] == "sum@1");
}

}  // namespace
}  // namespace mortise::ops::testing
