#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::FusedConv";

// A convolution of [2, 3, 6, 5] with [4, 3, 3, 3], a row and a column of zeros around the input.
Doubles convolved(const Tensor& x, const Tensor& w, const Tensor& bias, int64_t stride) {
  const Doubles xs = x.doubles(), ws = w.doubles();
  Doubles y;
  for (int64_t n = 0; n < 2; ++n)
    for (int64_t m = 0; m < 4; ++m)
      for (int64_t i = 0; i < 6; i += stride)
        for (int64_t j = 0; j < 5; j += stride) {
          double sum = bias.doubles()[static_cast<size_t>(m)];
          for (int64_t c = 0; c < 3; ++c)
            for (int64_t k = 0; k < 3; ++k)
              for (int64_t l = 0; l < 3; ++l) {
                const int64_t row = i + k - 1, column = j + l - 1;
                if (row < 0 || row >= 6 || column < 0 || column >= 5) continue;
                sum += xs[static_cast<size_t>(((n * 3 + c) * 6 + row) * 5 + column)] *
                       ws[static_cast<size_t>(((m * 3 + c) * 3 + k) * 3 + l)];
              }
          y.push_back(sum);
        }
  return y;
}

TEST_CASE("FusedConv adds a tensor to a convolution, and ends with an activation") {
  const auto x = random({2, 3, 6, 5}, 1), w = random({4, 3, 3, 3}, 2), bias = random({4}, 3),
             z = random({2, 4, 3, 3}, 4);
  const Attrs attrs = {{"pads", std::vector<int64_t>{1, 1, 1, 1}},
                       {"strides", std::vector<int64_t>{2, 2}},
                       {"activation", "LeakyRelu"},
                       {"activation_params", Doubles{0.125}}};
  Doubles expected = sum_of(convolved(x, w, bias, 2), z.doubles());
  for (double& value : expected) value = value < 0 ? 0.125 * value : value;
  require_close(run_decomposed(kOp, {x, w, bias, z}, attrs)[0], expected, 1e-5);
}

TEST_CASE("FusedConv pads so that the extents stay") {
  const auto x = random({2, 3, 6, 5}, 1), w = random({4, 3, 3, 3}, 2), bias = random({4}, 3);
  Doubles expected = convolved(x, w, bias, 1);
  for (double& value : expected) value = std::fmax(value, 0);
  require_close(
      run_decomposed(kOp, {x, w, bias}, {{"auto_pad", "SAME_UPPER"}, {"activation", "Relu"}})[0],
      expected, 1e-5);
}

TEST_CASE("FusedConv has the shape rule of a convolution") {
  const auto x = type<float>({-2, 6, 20, 21}), w = type<float>({8, 3, 3, 5});
  REQUIRE(infer(kOp, {x, w}, {{"group", 2}, {"dilations", std::vector<int64_t>{2, 1}}}).type(0) ==
          "float32[#0, 8, 16, 17]");
  REQUIRE(infer(kOp, {x, w}, {{"group", 2}, {"auto_pad", "VALID"}}).type(0) ==
          "float32[#0, 8, 18, 17]");
  REQUIRE_THROWS_WITH(infer(kOp, {x, w}), Catch::Contains("X has 6 channels"));
  REQUIRE_THROWS_WITH(infer(kOp, {type<float>({1, 3, 2, 9}), w}),
                      Catch::Contains("does not fit the padded input"));
  REQUIRE_THROWS_WITH(infer(kOp, {x, w}, {{"group", 2}, {"strides", std::vector<int64_t>{0, 1}}}),
                      Catch::Contains("attribute strides has 0"));
}

}  // namespace
}  // namespace mortise::contrib
