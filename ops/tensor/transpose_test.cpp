#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Transpose reverses the axes, or permutes them") {
  const auto x = tensor<int32_t>({2, 3}, {1, 2, 3, 4, 5, 6});
  require_equal(run("Transpose", {x})[0], tensor<int32_t>({3, 2}, {1, 4, 2, 5, 3, 6}));
  require_equal(run("Transpose", {x}, {{"perm", Shape{0, 1}}})[0], x);
}

TEST_CASE("Transpose puts each element where its index goes, for every element size") {
  for (uint32_t dtype :
       {MORTISE_DTYPE_INT8, MORTISE_DTYPE_INT16, MORTISE_DTYPE_FLOAT32, MORTISE_DTYPE_FLOAT64}) {
    const auto x = random_tensor(dtype, {2, 3, 4, 5}, -100, 100);
    const auto y = run("Transpose", {x}, {{"perm", Shape{2, 0, 3, 1}}})[0];
    REQUIRE(y.shape == Shape{4, 2, 5, 3});
    const auto from = x.doubles();
    const auto to = y.doubles();
    for (size_t i = 0; i < from.size(); ++i) {
      const size_t d = i % 5, c = i / 5 % 4, b = i / 20 % 3, a = i / 60;
      REQUIRE(to[((c * 2 + a) * 5 + d) * 3 + b] == from[i]);
    }
  }
}

TEST_CASE("Transpose keeps symbols") {
  REQUIRE(infer("Transpose", {type<float>({-2, 3, -3})}, {{"perm", Shape{2, 0, 1}}}).type(0) ==
          "float32[#1, #0, 3]");
}

TEST_CASE("Transpose refuses what is no permutation") {
  REQUIRE_THROWS_WITH(infer("Transpose", {type<float>({2, 3})}, {{"perm", Shape{0}}}),
                      "Transpose: attribute perm has 1 axes; it must name each of 2 once");
  REQUIRE_THROWS_WITH(infer("Transpose", {type<float>({2, 3})}, {{"perm", Shape{0, 0}}}),
                      "Transpose: axis 0 is named twice");
}

TEST_CASE("Transpose has a transposed gradient") {
  check_gradient("Transpose", {random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3, 4})}, {0},
                 {{"perm", Shape{2, 0, 1}}});
}

}  // namespace
}  // namespace mortise::ops::testing
