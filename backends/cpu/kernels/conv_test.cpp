#include "backends/cpu/kernels/conv.hpp"

#include <catch2/catch.hpp>

#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/program.hpp"
#include "backends/cpu/testing/kernel_case.hpp"

namespace mortise::cpu::testing {
namespace {

using Ints = std::vector<int64_t>;

struct Case {
  int64_t n, c, h, w, oc, kh, kw, groups;
  Ints strides{1, 1}, pads{0, 0, 0, 0}, dilations{1, 1};

  int64_t extent(size_t d) const {
    const int64_t in = d == 0 ? h : w, k = d == 0 ? kh : kw;
    return (in + pads[d] + pads[d + 2] - (k - 1) * dilations[d] - 1) / strides[d] + 1;
  }
  Shape source() const { return {n, c, h, w}; }
  Shape weights() const { return {oc, c / groups, kh, kw}; }
  Shape result() const { return {n, oc, extent(0), extent(1)}; }
  sdk::Attrs attributes() const {
    return {{"strides", strides}, {"pads", pads}, {"dilations", dilations}, {"group", groups}};
  }
};

Floats convolve(const Case& k, const Floats& x, const Floats& w, const Floats& bias) {
  const Shape result = k.result();
  Floats y;
  for (int64_t n = 0; n < k.n; ++n) {
    for (int64_t o = 0; o < k.oc; ++o) {
      const int64_t per_group = k.c / k.groups, first = o / (k.oc / k.groups) * per_group;
      for (int64_t i = 0; i < result[2]; ++i) {
        for (int64_t j = 0; j < result[3]; ++j) {
          double sum = bias[static_cast<size_t>(o)];
          for (int64_t c = 0; c < per_group; ++c) {
            for (int64_t a = 0; a < k.kh; ++a) {
              for (int64_t b = 0; b < k.kw; ++b) {
                const int64_t row = i * k.strides[0] - k.pads[0] + a * k.dilations[0];
                const int64_t column = j * k.strides[1] - k.pads[1] + b * k.dilations[1];
                if (row < 0 || row >= k.h || column < 0 || column >= k.w) continue;
                sum += static_cast<double>(x[static_cast<size_t>(
                           ((n * k.c + first + c) * k.h + row) * k.w + column)]) *
                       w[static_cast<size_t>(((o * per_group + c) * k.kh + a) * k.kw + b)];
              }
            }
          }
          y.push_back(static_cast<float>(sum));
        }
      }
    }
  }
  return y;
}

const Case kCases[] = {
    {1, 3, 17, 19, 16, 3, 3, 1, {2, 2}, {1, 1, 1, 1}},
    {2, 24, 9, 11, 40, 3, 3, 1, {1, 1}, {1, 1, 1, 1}},
    {1, 20, 13, 7, 12, 1, 1, 1},
    {1, 32, 21, 23, 32, 5, 5, 32, {2, 1}, {2, 2, 2, 2}},
    {4, 16, 8, 8, 16, 3, 3, 4, {1, 1}, {0, 1, 2, 1}},
    {1, 8, 12, 12, 8, 3, 3, 1, {1, 1}, {2, 2, 2, 2}, {2, 2}},
    {1, 64, 30, 30, 72, 3, 3, 1, {1, 1}, {1, 1, 1, 1}},  // large enough for tiles
    {3, 6, 1, 1, 5, 1, 1, 1},                            // single pixels
};

TEST_CASE("a convolution equals the sum that defines it") {
  unsigned seed = 1;
  for (const Case& k : kCases) {
    CAPTURE(k.n, k.c, k.h, k.w, k.oc, k.kh, k.groups);
    const Floats x = random_floats(k.source(), seed++), w = random_floats(k.weights(), seed++),
                 bias = random_floats({k.oc}, seed++);
    KernelCase kernel;
    kernel.input(k.source(), x).constant(k.weights(), w).constant({k.oc}, bias);
    CHECK(difference(kernel.run("Conv", k.result(), k.attributes()), convolve(k, x, w, bias)) <
          1e-5);
  }
}

TEST_CASE("a convolution applies its steps and its residual in order") {
  const Case k{2, 16, 9, 9, 24, 3, 3, 1, {1, 1}, {1, 1, 1, 1}};
  const Floats x = random_floats(k.source(), 1), w = random_floats(k.weights(), 2),
               bias = random_floats({k.oc}, 3), residual = random_floats(k.result(), 4);
  Floats expected = convolve(k, x, w, bias);
  for (size_t i = 0; i < expected.size(); ++i) {
    expected[i] = std::max(0.0f, expected[i]) + residual[i];
    expected[i] = 2 * expected[i] - 0.5f;
  }
  sdk::Attrs attributes = k.attributes();
  append_steps(attributes, {{Unary::kRelu}, {Unary::kLinear, 2, -0.5f}});
  attributes.emplace_back("residual_position", 1);
  KernelCase kernel;
  kernel.input(k.source(), x).constant(k.weights(), w).constant({k.oc}, bias);
  kernel.input(k.result(), residual);
  CHECK(difference(kernel.run("Conv", k.result(), attributes, kPrivateDomain), expected) < 1e-5);
}

TEST_CASE("a convolution with fewer multiplications equals the sum that defines it") {
  const Case cases[] = {
      {1, 64, 13, 9, 32, 3, 3, 1, {1, 1}, {1, 1, 1, 1}},
      {3, 32, 28, 30, 64, 3, 3, 1, {1, 1}, {0, 1, 1, 0}},
      {2, 20, 11, 7, 24, 3, 3, 1, {1, 1}, {1, 1, 1, 1}},
      {1, 128, 56, 56, 128, 3, 3, 1, {1, 1}, {1, 1, 1, 1}},
      {1, 32, 12, 12, 32, 3, 3, 1, {2, 2}, {1, 1, 1, 1}},
  };
  unsigned seed = 1;
  bool differs = false;
  for (const Case& k : cases) {
    CAPTURE(k.n, k.c, k.h, k.w, k.oc, k.strides);
    const Floats x = random_floats(k.source(), seed++), w = random_floats(k.weights(), seed++),
                 bias = random_floats({k.oc}, seed++);
    const auto run = [&](bool winograd) {
      sdk::Attrs attributes = k.attributes();
      append_steps(attributes, {{Unary::kRelu}});
      attributes.emplace_back(kWinograd, int64_t{winograd});
      KernelCase kernel;
      kernel.blocked(k.source(), x).constant(k.weights(), w).constant({k.oc}, bias);
      return kernel.run_blocked("Conv", k.result(), attributes);
    };
    const Floats y = run(true);
    Floats expected = convolve(k, x, w, bias);
    for (float& value : expected) value = std::max(0.0f, value);
    CHECK(difference(y, expected) < 5e-5);
    differs = differs || y != run(false);
  }
  // oneDNN has it for AVX-512 alone.
  if (preferred_block() == 16) CHECK(differs);
}

TEST_CASE("a convolution that oneDNN refuses is an error of the kernel") {
  const Case k{1, 4, 5, 5, 4, 3, 3, 1};
  sdk::Attrs attributes = k.attributes();
  append_steps(attributes, std::vector<Step>(40, Step{Unary::kRelu}));
  KernelCase kernel;
  kernel.input(k.source(), random_floats(k.source(), 1));
  kernel.constant(k.weights(), random_floats(k.weights(), 2));
  CHECK_THROWS_AS(kernel.run("Conv", k.result(), attributes, kPrivateDomain), sdk::Error);
}

TEST_CASE("a convolution of a line is one of an image of height 1") {
  const Case k{1, 5, 1, 40, 7, 1, 3, 1, {1, 2}, {0, 1, 0, 1}};
  const Floats x = random_floats(k.source(), 1), w = random_floats(k.weights(), 2),
               bias = random_floats({k.oc}, 3);
  KernelCase kernel;
  kernel.input({1, 5, 40}, x).constant({7, 5, 3}, w).constant({7}, bias);
  const Floats y =
      kernel.run("Conv", {1, 7, k.extent(1)}, {{"strides", Ints{2}}, {"pads", Ints{1, 1}}});
  CHECK(difference(y, convolve(k, x, w, bias)) < 1e-5);
}

TEST_CASE("weights that are not constant are refused with the reason") {
  KernelCase kernel;
  kernel.input({1, 3, 5, 5}, random_floats({1, 3, 5, 5}, 1));
  kernel.input({2, 3, 3, 3}, random_floats({2, 3, 3, 3}, 2));
  CHECK(kernel.refusal("Conv", {1, 2, 3, 3}) == "weights that are not constant are not supported");
}

TEST_CASE("a transposed convolution equals the scattered sum that defines it") {
  const int64_t c = 6, oc = 4, h = 5, w = 7, k = 3, stride = 2, pad = 1, extra = 1, groups = 2;
  const int64_t oh = (h - 1) * stride - 2 * pad + k + extra;
  const int64_t ow = (w - 1) * stride - 2 * pad + k + extra;
  const Floats x = random_floats({1, c, h, w}, 1),
               weights = random_floats({c, oc / groups, k, k}, 2), bias = random_floats({oc}, 3);
  Floats y(static_cast<size_t>(oc * oh * ow));
  for (int64_t o = 0; o < oc; ++o) {
    for (int64_t p = 0; p < oh * ow; ++p) {
      y[static_cast<size_t>(o * oh * ow + p)] = bias[static_cast<size_t>(o)];
    }
  }
  for (int64_t i = 0; i < c; ++i) {
    for (int64_t o = 0; o < oc / groups; ++o) {
      const int64_t channel = i / (c / groups) * (oc / groups) + o;
      for (int64_t p = 0; p < h * w * k * k; ++p) {
        const int64_t b = p % k, a = p / k % k, column = p / k / k % w, row = p / k / k / w;
        const int64_t to_row = row * stride - pad + a, to_column = column * stride - pad + b;
        if (to_row < 0 || to_row >= oh || to_column < 0 || to_column >= ow) continue;
        y[static_cast<size_t>((channel * oh + to_row) * ow + to_column)] +=
            x[static_cast<size_t>((i * h + row) * w + column)] *
            weights[static_cast<size_t>(((i * (oc / groups) + o) * k + a) * k + b)];
      }
    }
  }
  KernelCase kernel;
  kernel.input({1, c, h, w}, x).constant({c, oc / groups, k, k}, weights).constant({oc}, bias);
  const sdk::Attrs attributes = {{"strides", Ints{stride, stride}},
                                 {"pads", Ints{pad, pad, pad, pad}},
                                 {"output_padding", Ints{extra, extra}},
                                 {"group", groups}};
  CHECK(difference(kernel.run("ConvTranspose", {1, oc, oh, ow}, attributes), y) < 1e-5);
}

}  // namespace
}  // namespace mortise::cpu::testing
