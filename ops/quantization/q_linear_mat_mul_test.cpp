#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

Tensor scale(float value) { return tensor<float>({}, {value}); }

TEST_CASE("QLinearMatMul quantises the product of what its operands stand for") {
  const auto a = tensor<uint8_t>({1, 2}, {12, 8});  // 1, -1
  const auto b = tensor<int8_t>({2, 2}, {4, 6, -2, 3});
  const auto y =
      run("QLinearMatMul", {a, scale(0.5f), tensor<uint8_t>({}, {10}), b, scale(2),
                            tensor<int8_t>({}, {0}), scale(4), tensor<int8_t>({}, {1})})[0];
  REQUIRE(y.dtype == MORTISE_DTYPE_INT8);
  // (8 + 4) / 4 + 1 and (12 - 6) / 4 + 1, where a half goes to even
  REQUIRE(y.ints() == std::vector<int64_t>{4, 3});
}

TEST_CASE("QLinearMatMul stays within its dtype") {
  const auto a = tensor<uint8_t>({2, 1}, {255, 0});
  const auto zero = tensor<uint8_t>({}, {128});
  const auto y = run("QLinearMatMul", {a, scale(1), zero, tensor<uint8_t>({1, 1}, {255}), scale(1),
                                       tensor<uint8_t>({}, {0}), scale(1), zero})[0];
  REQUIRE(y.ints() == std::vector<int64_t>{255, 0});
}

TEST_CASE("QLinearMatMul has a scale for each row and each column") {
  const auto a = tensor<uint8_t>({2, 1}, {1, 1});
  const auto b = tensor<uint8_t>({1, 2}, {1, 1});
  const auto zeros = tensor<uint8_t>({2}, {0, 0});
  const auto y =
      run("QLinearMatMul", {a, tensor<float>({2}, {1, 2}), zeros, b, tensor<float>({2}, {3, 5}),
                            zeros, scale(1), tensor<uint8_t>({}, {0})})[0];
  REQUIRE(y.ints() == std::vector<int64_t>{3, 5, 6, 10});
}

TEST_CASE("QLinearMatMul takes scales of 16 bits") {
  const auto half = tensor<float16>({}, {0.5f});
  const auto zero = tensor<uint8_t>({}, {0});
  const auto y = run("QLinearMatMul", {tensor<uint8_t>({1, 1}, {6}), half, zero,
                                       tensor<uint8_t>({1, 1}, {4}), half, zero, half, zero})[0];
  REQUIRE(y.ints() == std::vector<int64_t>{12});
}

}  // namespace
}  // namespace mortise::ops::testing
