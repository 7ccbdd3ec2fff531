#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Gemm multiplies, scales and adds") {
  const auto a = tensor<float>({2, 3}, {1, 2, 3, 4, 5, 6});
  const auto b = tensor<float>({3, 1}, {1, 0, -1});
  const auto c = tensor<float>({2, 1}, {10, 20});
  require_equal(run("Gemm", {a, b, c}, {{"alpha", 2.0}, {"beta", 0.5}})[0],
                tensor<float>({2, 1}, {1, 6}));
}

TEST_CASE("Gemm transposes either matrix") {
  const auto a = tensor<float>({3, 2}, {1, 4, 2, 5, 3, 6});
  const auto b = tensor<float>({1, 3}, {1, 0, -1});
  require_equal(run("Gemm", {a, b}, {{"transA", 1}, {"transB", 1}})[0],
                tensor<float>({2, 1}, {-2, -2}));
  const auto x = tensor<int64_t>({1, 1}, {INT64_MAX});
  require_equal(run("Gemm", {x, tensor<int64_t>({1, 1}, {1})})[0], x);
}

TEST_CASE("Gemm of matrices without an inner extent is the bias") {
  const auto c = tensor<float>({3}, {1, 2, 3});
  require_equal(run("Gemm", {tensor<float>({2, 0}, {}), tensor<float>({0, 3}, {}), c})[0],
                tensor<float>({2, 3}, {1, 2, 3, 1, 2, 3}));
}

TEST_CASE("Gemm refuses matrices and biases that do not fit") {
  REQUIRE_THROWS_WITH(infer("Gemm", {type<float>({2, 3}), type<float>({2, 3})}),
                      "Gemm: extents 3 and 2 must be equal");
  REQUIRE_THROWS_WITH(
      infer("Gemm", {type<float>({1, 3}), type<float>({3, 4}), type<float>({2, 1})}),
      "Gemm: C has shape [2, 1]; it must broadcast to [1, 4]");
}

TEST_CASE("Gemm has the gradient of its inputs, transposed or not") {
  for (int transposed : {0, 1}) {
    const Shape a = transposed != 0 ? Shape{3, 2} : Shape{2, 3};
    const Shape b = transposed != 0 ? Shape{4, 3} : Shape{3, 4};
    check_gradient(
        "Gemm",
        {random_tensor(MORTISE_DTYPE_FLOAT64, a), random_tensor(MORTISE_DTYPE_FLOAT64, b, -1, 1, 2),
         random_tensor(MORTISE_DTYPE_FLOAT64, {4}, -1, 1, 3)},
        {0, 1, 2}, {{"alpha", 2.0}, {"transA", transposed}, {"transB", transposed}});
  }
}

}  // namespace
}  // namespace mortise::ops::testing
