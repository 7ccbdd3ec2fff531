#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/quantized_loops.hpp"

namespace mortise::contrib {
namespace {

const auto kX = random_bytes<uint8_t>({2, 3, 6, 5}, 0.04f, 101, 1);

Inputs inputs_of(const Tensor& x) {
  return {x, kX.scale_tensor(), kX.zero_tensor(), tensor<float>({}, {0.03f}),
          tensor<uint8_t>({}, {90})};
}

// Means of windows of 2 x 3 that move by 2 x 1, with a column of padding on both sides, which counts or does not.
std::vector<int64_t> means(bool counts_padding) {
  Doubles y;
  const Doubles x = kX.values();
  for (size_t plane = 0; plane < 6; ++plane) {
    for (size_t i = 0; i < 3; ++i) {
      for (size_t j = 0; j < 5; ++j) {
        double sum = 0, count = 0;
        for (size_t k = 0; k < 2; ++k) {
          for (size_t l = 0; l < 3; ++l) {
            const bool is_inside = j + l >= 1 && j + l < 6;
            if (is_inside) sum += x[(plane * 6 + 2 * i + k) * 5 + j + l - 1];
            if (is_inside || counts_padding) ++count;
          }
        }
        y.push_back(sum / count);
      }
    }
  }
  return steps_of<uint8_t>(y, static_cast<double>(0.03f), 90);
}

const Attrs kWindow = {{"kernel_shape", std::vector<int64_t>{2, 3}},
                       {"strides", std::vector<int64_t>{2, 1}},
                       {"pads", std::vector<int64_t>{0, 1, 0, 1}}};

// [n, channels, h, w] to [n, h, w, channels].
Tensor channels_behind(const Tensor& x) {
  const Shape& s = x.shape;
  std::vector<uint8_t> moved(x.bytes.size());
  const int64_t plane = s[2] * s[3];
  for (int64_t n = 0; n < s[0]; ++n)
    for (int64_t c = 0; c < s[1]; ++c)
      for (int64_t i = 0; i < plane; ++i)
        moved[static_cast<size_t>((n * plane + i) * s[1] + c)] =
            x.bytes[static_cast<size_t>((n * s[1] + c) * plane + i)];
  return tensor<uint8_t>({s[0], s[2], s[3], s[1]}, moved);
}

TEST_CASE("QLinearAveragePool averages under a window") {
  constexpr const char* kOp = "com.microsoft::QLinearAveragePool";
  const auto y = run_decomposed(kOp, inputs_of(kX.tensor), kWindow)[0];
  REQUIRE(y.shape == Shape{2, 3, 3, 5});
  REQUIRE(y.ints() == means(false));
  Attrs attrs = kWindow;
  attrs.emplace_back("count_include_pad", 1);
  REQUIRE(run_decomposed(kOp, inputs_of(kX.tensor), attrs)[0].ints() == means(true));
  attrs = kWindow;
  attrs.emplace_back("channels_last", 1);
  require_equal(run_decomposed(kOp, inputs_of(channels_behind(kX.tensor)), attrs)[0],
                channels_behind(y));
}

TEST_CASE("QLinearAveragePool has the shape rule of a pooling") {
  const auto shape = [](int64_t extent, const Attrs& more) {
    Attrs attrs = {{"kernel_shape", std::vector<int64_t>{3}}, {"strides", std::vector<int64_t>{3}}};
    attrs.insert(attrs.end(), more.begin(), more.end());
    return infer("com.microsoft::QLinearAveragePool",
                 {type<uint8_t>({1, 2, extent}), type<float>({}), absent(), type<float>({})}, attrs)
        .type(0);
  };
  REQUIRE(shape(8, {}) == "uint8[1, 2, 2]");
  REQUIRE(shape(8, {{"ceil_mode", 1}}) == "uint8[1, 2, 3]");
  REQUIRE(shape(8, {{"auto_pad", "SAME_UPPER"}}) == "uint8[1, 2, 3]");
  REQUIRE(shape(-1, {}) == "uint8[1, 2, ?]");
}

TEST_CASE("QLinearGlobalAveragePool averages planes") {
  Doubles expected;
  const Doubles x = kX.values();
  for (size_t plane = 0; plane < 6; ++plane) {
    double sum = 0;
    for (size_t i = 0; i < 30; ++i) sum += x[plane * 30 + i];
    expected.push_back(sum / 30);
  }
  constexpr const char* kOp = "com.microsoft::QLinearGlobalAveragePool";
  const auto y = run_decomposed(kOp, inputs_of(kX.tensor))[0];
  REQUIRE(y.shape == Shape{2, 3, 1, 1});
  REQUIRE(y.ints() == steps_of<uint8_t>(expected, static_cast<double>(0.03f), 90));
  const auto behind =
      run_decomposed(kOp, inputs_of(channels_behind(kX.tensor)), {{"channels_last", 1}})[0];
  REQUIRE(behind.shape == Shape{2, 1, 1, 3});
  REQUIRE(behind.ints() == y.ints());
}

}  // namespace
}  // namespace mortise::contrib
