#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("MatMulInteger multiplies what is above the zero points") {
  const auto a = tensor<uint8_t>({2, 2}, {11, 7, 3, 10});
  const auto b = tensor<uint8_t>({2, 1}, {1, 4});
  const auto y =
      run("MatMulInteger", {a, b, tensor<uint8_t>({}, {12}), tensor<uint8_t>({}, {2})})[0];
  REQUIRE(y.dtype == MORTISE_DTYPE_INT32);
  REQUIRE(y.ints() == std::vector<int64_t>{-1 * -1 + -5 * 2, -9 * -1 + -2 * 2});
  REQUIRE(run("MatMulInteger", {a, b})[0].ints() == std::vector<int64_t>{39, 43});
}

TEST_CASE("MatMulInteger has a zero point for each row and each column") {
  const auto a = tensor<int8_t>({2, 2}, {1, 2, 3, 4});
  const auto b = tensor<uint8_t>({2, 2}, {5, 6, 7, 8});
  const auto y =
      run("MatMulInteger", {a, b, tensor<int8_t>({2}, {1, -1}), tensor<uint8_t>({2}, {5, 8})})[0];
  // [[0, 1], [4, 5]] times [[0, -2], [2, 0]]
  REQUIRE(y.ints() == std::vector<int64_t>{2, 0, 10, -8});
}

TEST_CASE("MatMulInteger has a zero point for each line of each matrix of a batch") {
  const auto a = tensor<int8_t>({2, 1, 2}, {1, 2, 3, 4});
  const auto b = tensor<int8_t>({2, 2, 1}, {1, 1, 1, 1});
  const auto y =
      run("MatMulInteger", {a, b, tensor<int8_t>({2, 1, 1}, {1, 3}), tensor<int8_t>({}, {0})})[0];
  REQUIRE(y.ints() == std::vector<int64_t>{1, 1});
}

TEST_CASE("MatMulInteger checks shapes and dtypes") {
  REQUIRE(infer("MatMulInteger", {type<int8_t>({-2, 3}), type<uint8_t>({3, 4})}).type(0) ==
          "int32[#0, 4]");
  REQUIRE_THROWS_WITH(infer("MatMulInteger", {type<float>({2, 3}), type<uint8_t>({3, 4})}),
                      Catch::Contains("float32"));
  REQUIRE_THROWS_WITH(
      infer("MatMulInteger", {type<int8_t>({2, 3}), type<int8_t>({3, 4}), type<int8_t>({3})}),
      Catch::Contains("must be equal"));
}

}  // namespace
}  // namespace mortise::ops::testing
