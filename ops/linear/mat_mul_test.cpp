#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("MatMul multiplies matrices") {
  const auto a = tensor<float>({2, 3}, {1, 2, 3, 4, 5, 6});
  const auto b = tensor<float>({3, 2}, {1, 0, 0, 1, 1, 1});
  require_equal(run("MatMul", {a, b})[0], tensor<float>({2, 2}, {4, 5, 10, 11}));
}

TEST_CASE("MatMul takes vectors as rows and columns") {
  const auto v = tensor<int32_t>({2}, {1, 2});
  const auto m = tensor<int32_t>({2, 2}, {1, 2, 3, 4});
  require_equal(run("MatMul", {v, m})[0], tensor<int32_t>({2}, {7, 10}));
  require_equal(run("MatMul", {m, v})[0], tensor<int32_t>({2}, {5, 11}));
  require_equal(run("MatMul", {v, v})[0], tensor<int32_t>({}, {5}));
}

TEST_CASE("MatMul broadcasts batches") {
  const auto a = random_tensor(MORTISE_DTYPE_FLOAT32, {2, 1, 3, 4});
  const auto b = random_tensor(MORTISE_DTYPE_FLOAT32, {5, 4, 2}, -1, 1, 2);
  const auto y = run("MatMul", {a, b})[0];
  REQUIRE(y.shape == Shape{2, 5, 3, 2});
  const auto x = a.doubles();
  const auto w = b.doubles();
  std::vector<double> expected;
  for (size_t i = 0; i < 2; ++i) {
    for (size_t j = 0; j < 5; ++j) {
      for (size_t row = 0; row < 3; ++row) {
        for (size_t column = 0; column < 2; ++column) {
          double sum = 0;
          for (size_t k = 0; k < 4; ++k) {
            sum += x[i * 12 + row * 4 + k] * w[j * 8 + k * 2 + column];
          }
          expected.push_back(sum);
        }
      }
    }
  }
  require_close(y, expected, 1e-6);
}

TEST_CASE("MatMul over an inner extent of zero gives zeros") {
  require_equal(run("MatMul", {tensor<float>({2, 0}, {}), tensor<float>({0, 1}, {})})[0],
                tensor<float>({2, 1}, {0, 0}));
}

TEST_CASE("MatMul runs at smaller extents than its kernel was made for") {
  RunOptions options;
  options.created_with = {{9, 4}, {4, 8}};
  const auto a = random_tensor(MORTISE_DTYPE_FLOAT32, {2, 4});
  const auto b = random_tensor(MORTISE_DTYPE_FLOAT32, {4, 3}, -1, 1, 2);
  require_equal(run("MatMul", {a, b}, {}, options)[0], run("MatMul", {a, b})[0]);
}

TEST_CASE("MatMul keeps symbols") {
  REQUIRE(infer("MatMul", {type<float>({-2, -3, 8}), type<float>({8, 4})}).type(0) ==
          "float32[#0, #1, 4]");
}

TEST_CASE("MatMul refuses inner extents that differ, and scalars") {
  REQUIRE_THROWS_WITH(
      infer("MatMul", {type<float>({2, 3}), type<float>({4, 5})}),
      "MatMul: A has shape [2, 3] and B has shape [4, 5]: extents 3 and 4 must be equal");
  REQUIRE_THROWS_WITH(infer("MatMul", {type<float>({}), type<float>({4, 5})}),
                      "MatMul: a scalar cannot be multiplied; use Mul");
}

TEST_CASE("MatMul needs rows of A for rows of Y and columns of B for columns of Y") {
  const auto a = random_tensor(MORTISE_DTYPE_FLOAT32, {2, 3, 4});
  const auto b = random_tensor(MORTISE_DTYPE_FLOAT32, {4, 5});
  using Texts = std::vector<std::string>;
  REQUIRE(pieces("MatMul", {a, b}, 0, 0, 1) == Texts{"[0,1)@0", "whole"});
  REQUIRE(pieces("MatMul", {a, b}, 1, 1, 2) == Texts{"[1,2)@1", "whole"});
  REQUIRE(pieces("MatMul", {a, b}, 2, 3, 5) == Texts{"whole", "[3,5)@1"});
}

TEST_CASE("MatMul has the gradient of a product, also over broadcast batches") {
  const auto a = random_tensor(MORTISE_DTYPE_FLOAT64, {3, 4});
  const auto b = random_tensor(MORTISE_DTYPE_FLOAT64, {4, 2}, -1, 1, 2);
  check_gradient("MatMul", {a, b}, {0, 1});
  const auto batch = random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3, 4});
  check_gradient("MatMul", {batch, b}, {0, 1});
}

}  // namespace
}  // namespace mortise::ops::testing
