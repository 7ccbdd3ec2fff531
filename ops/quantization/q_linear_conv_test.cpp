#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

Tensor scale(float value) { return tensor<float>({}, {value}); }

TEST_CASE("QLinearConv quantises the convolution of what its operands stand for") {
  const auto x = tensor<uint8_t>({1, 1, 3}, {12, 8, 14});  // 1, -1, 2
  const auto w = tensor<int8_t>({1, 1, 2}, {2, 4});        // 4, 8
  const auto y =
      run("QLinearConv", {x, scale(0.5f), tensor<uint8_t>({}, {10}), w, scale(2),
                          tensor<int8_t>({}, {0}), scale(8), tensor<uint8_t>({}, {100})})[0];
  REQUIRE(y.dtype == MORTISE_DTYPE_UINT8);
  REQUIRE(y.ints() == std::vector<int64_t>{100, 102});  // -0.5 and 1.5, halves to even
}

TEST_CASE("QLinearConv rounds once, when it quantises") {
  const auto x = tensor<uint8_t>({1, 2, 1}, {27, 93});
  const auto w = tensor<int8_t>({1, 2, 1}, {127, 1});
  const auto zero = tensor<uint8_t>({}, {0});
  // 3522 times this is 49.49999996, which float32 has no number for but 49.5; that would become 50.
  const auto y = run("QLinearConv", {x, scale(1), zero, w, scale(0.014054514467716217f),
                                     tensor<int8_t>({}, {0}), scale(1), zero})[0];
  REQUIRE(y.ints() == std::vector<int64_t>{49});
}

TEST_CASE("QLinearConv has a scale for each output channel, and a bias in steps of the products") {
  const auto x = tensor<int8_t>({1, 1, 1}, {3});
  const auto w = tensor<int8_t>({2, 1, 1}, {5, 7});
  const auto zero = tensor<int8_t>({}, {0});
  const auto y = run("QLinearConv",
                     {x, scale(1), zero, w, tensor<float>({2}, {1, 2}), tensor<int8_t>({2}, {1, 0}),
                      scale(1), zero, tensor<int32_t>({2}, {-2, 4})})[0];
  REQUIRE(y.ints() == std::vector<int64_t>{3 * 4 - 2, (3 * 7 + 4) * 2});
}

TEST_CASE("QLinearConv has the dtype of its zero point") {
  const std::vector<InputType> inputs = {
      type<uint8_t>({1, 2, -2}), type<float>({}),  type<uint8_t>({}), type<int8_t>({3, 2, 1}),
      type<float>({3}),          type<int8_t>({}), type<float>({}),   type<int8_t>({})};
  REQUIRE(infer("QLinearConv", inputs).type(0) == "int8[1, 3, #0]");
}

}  // namespace
}  // namespace mortise::ops::testing
