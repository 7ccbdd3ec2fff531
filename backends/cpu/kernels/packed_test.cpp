// Matrix products and convolutions with packed weights, by vector code and on the matrix unit where there is one.
#include <limits>

#include <catch2/catch.hpp>

#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/matrix/unit.hpp"
#include "backends/cpu/program.hpp"
#include "backends/cpu/testing/kernel_case.hpp"

namespace mortise::cpu::testing {
namespace {

bool no_matrix_unit() {
  if (!matrix::available()) SUCCEED("not tested: this processor has no matrix unit");
  return !matrix::available();
}

constexpr float kInfinity = std::numeric_limits<float>::infinity();

Floats multiply(const Floats& a, const Floats& b, int64_t m, int64_t k, int64_t n) {
  Floats y;
  for (int64_t i = 0; i < m; ++i) {
    for (int64_t j = 0; j < n; ++j) {
      double sum = 0;
      for (int64_t l = 0; l < k; ++l) {
        sum += static_cast<double>(a[static_cast<size_t>(i * k + l)]) *
               b[static_cast<size_t>(l * n + j)];
      }
      y.push_back(static_cast<float>(sum));
    }
  }
  return y;
}

sdk::Attrs attributes_of(bool matrix_unit, const std::vector<Step>& steps = {}) {
  sdk::Attrs attributes;
  append_steps(attributes, steps);
  attributes.emplace_back("matrix_unit", int64_t{matrix_unit});
  return attributes;
}

TEST_CASE("a packed product of any size equals the sum that defines it") {
  const int64_t sizes[][3] = {{1, 1, 1},       {1, 300, 35},    {5, 7, 3},      {8, 64, 33},
                              {12, 31, 16},    {17, 33, 49},    {40, 120, 31},  {129, 65, 33},
                              {300, 1100, 70}, {13, 1600, 600}, {150, 800, 290}};
  for (const bool matrix_unit : {false, true}) {
    for (const auto& [m, k, n] : sizes) {
      CAPTURE(matrix_unit, m, k, n);
      const Floats a = random_floats({m, k}, 1), b = random_floats({k, n}, 2);
      KernelCase kernel;
      kernel.input({m, k}, a).constant({k, n}, b);
      const Floats y =
          kernel.run("PackedMatMul", {m, n}, attributes_of(matrix_unit), kPrivateDomain);
      CHECK(difference(y, multiply(a, b, m, k, n)) < 2e-6);
    }
  }
}

TEST_CASE("a packed product takes weights that are stored transposed") {
  const int64_t m = 30, k = 50, n = 20;
  const Floats a = random_floats({m, k}, 1), b = random_floats({k, n}, 2);
  Floats transposed;
  for (int64_t j = 0; j < n; ++j) {
    for (int64_t l = 0; l < k; ++l) transposed.push_back(b[static_cast<size_t>(l * n + j)]);
  }
  for (const bool matrix_unit : {false, true}) {
    sdk::Attrs attributes = attributes_of(matrix_unit);
    attributes.emplace_back("transpose_b", int64_t{1});
    KernelCase kernel;
    kernel.input({m, k}, a).constant({n, k}, transposed);
    CHECK(difference(kernel.run("PackedMatMul", {m, n}, attributes, kPrivateDomain),
                     multiply(a, b, m, k, n)) < 2e-6);
  }
}

TEST_CASE("a packed product adds bias, steps and residual in order") {
  const int64_t k = 64, n = 90;
  for (const int64_t m : {3, 70}) {
    for (const int64_t position : {0, 1, 2}) {
      CAPTURE(m, position);
      const Floats a = random_floats({m, k}, 1), b = random_floats({k, n}, 2),
                   bias = random_floats({n}, 3), residual = random_floats({m, n}, 4);
      Floats expected = multiply(a, b, m, k, n);
      for (size_t i = 0; i < expected.size(); ++i) {
        float& y = expected[i];
        y += bias[i % static_cast<size_t>(n)];
        if (position == 0) y += residual[i];
        y = 2 * y - 1;
        if (position == 1) y += residual[i];
        y = std::max(0.0f, y);
        if (position == 2) y += residual[i];
      }
      sdk::Attrs attributes = attributes_of(true, {{Unary::kLinear, 2, -1}, {Unary::kRelu}});
      attributes.emplace_back("residual_position", position);
      KernelCase kernel;
      kernel.input({m, k}, a).constant({k, n}, b).input({n}, bias).input({m, n}, residual);
      CHECK(difference(kernel.run("PackedMatMul", {m, n}, attributes, kPrivateDomain), expected) <
            2e-6);
    }
  }
}

TEST_CASE("infinities, NaN and the largest numbers stay in the sums that they belong to") {
  const int64_t m = 40, k = 70, n = 40;
  const float largest = std::numeric_limits<float>::max();
  for (const float special : {kInfinity, -kInfinity, NAN, largest}) {
    for (const bool in_weights : {false, true}) {
      CAPTURE(special, in_weights);
      Floats a = random_floats({m, k}, 1), b = random_floats({k, n}, 2);
      for (float& value : in_weights ? a : b) value = value < 0 ? -0.25f : 0.25f;
      (in_weights ? b[3 * n + 5] : a[7 * k + 3]) = special;
      const Floats expected = multiply(a, b, m, k, n);
      KernelCase kernel;
      kernel.input({m, k}, a).constant({k, n}, b);
      const Floats y = kernel.run("PackedMatMul", {m, n}, attributes_of(true), kPrivateDomain);
      for (size_t i = 0; i < y.size(); ++i) {
        CAPTURE(i, y[i], expected[i]);
        if (std::isfinite(expected[i])) {
          REQUIRE(y[i] == Approx(expected[i]).epsilon(1e-5).margin(1e-4));
        } else {
          REQUIRE(std::isnan(y[i]) == std::isnan(expected[i]));
          if (!std::isnan(y[i])) REQUIRE(y[i] == expected[i]);
        }
      }
    }
  }
}

TEST_CASE("sums on the matrix unit are as exact as those of float32") {
  if (no_matrix_unit()) return;
  const int64_t m = 64, k = 1000, n = 64;
  const Floats a = random_floats({m, k}, 1), b = random_floats({k, n}, 2);
  KernelCase kernel;
  kernel.input({m, k}, a).constant({k, n}, b);
  const Floats y = kernel.run("PackedMatMul", {m, n}, attributes_of(true), kPrivateDomain);
  double unit = 0, plain = 0;
  for (int64_t i = 0; i < m; ++i) {
    for (int64_t j = 0; j < n; ++j) {
      double exact = 0;
      float chain = 0;
      for (int64_t l = 0; l < k; ++l) {
        const float u = a[static_cast<size_t>(i * k + l)], v = b[static_cast<size_t>(l * n + j)];
        exact += static_cast<double>(u) * v;
        chain = std::fma(u, v, chain);
      }
      unit += std::pow(y[static_cast<size_t>(i * n + j)] - exact, 2);
      plain += std::pow(chain - exact, 2);
    }
  }
  CHECK(unit <= plain);
}

struct Window {
  int64_t n, c, h, w, oc, kh, kw;
  std::vector<int64_t> strides{1, 1}, pads{0, 0, 0, 0}, dilations{1, 1};

  int64_t extent(size_t d) const {
    const int64_t in = d == 0 ? h : w, k = d == 0 ? kh : kw;
    return (in + pads[d] + pads[d + 2] - (k - 1) * dilations[d] - 1) / strides[d] + 1;
  }
  Shape source() const { return {n, c, h, w}; }
  Shape weights() const { return {oc, c, kh, kw}; }
  Shape result() const { return {n, oc, extent(0), extent(1)}; }
  sdk::Attrs attributes(const std::vector<Step>& steps = {}) const {
    sdk::Attrs all = {{"strides", strides}, {"pads", pads}, {"dilations", dilations}};
    append_steps(all, steps);
    return all;
  }
};

const Window kWindows[] = {
    {1, 16, 7, 9, 16, 1, 1},
    {2, 24, 9, 11, 40, 3, 3, {1, 1}, {1, 1, 1, 1}},
    {1, 40, 17, 19, 20, 3, 3, {2, 2}, {1, 1, 1, 1}},
    {3, 33, 8, 8, 70, 3, 3, {2, 2}, {0, 0, 1, 1}},
    {1, 16, 13, 15, 33, 5, 3, {1, 2}, {2, 0, 1, 2}},
    {1, 20, 12, 14, 12, 3, 3, {1, 1}, {2, 2, 2, 2}, {2, 2}},
    {1, 17, 15, 16, 16, 2, 4, {3, 2}, {1, 3, 0, 1}, {2, 1}},
    {2, 32, 10, 10, 48, 1, 1, {2, 2}},
    {1, 64, 70, 90, 32, 3, 3, {1, 1}, {1, 1, 1, 1}},  // several bands
    {9, 48, 4, 4, 32, 3, 3, {1, 1}, {1, 1, 1, 1}},    // several images at once
};

TEST_CASE("a packed convolution equals the one of dense images, whatever its window") {
  if (no_matrix_unit()) return;
  unsigned seed = 1;
  for (const Window& k : kWindows) {
    CAPTURE(k.n, k.c, k.h, k.w, k.oc, k.kh, k.kw, k.strides, k.pads, k.dilations);
    const Floats x = random_floats(k.source(), seed++), w = random_floats(k.weights(), seed++),
                 bias = random_floats({k.oc}, seed++), residual = random_floats(k.result(), seed++);
    KernelCase dense, blocked;
    const std::vector<Step> steps = {{Unary::kSigmoid}, {Unary::kLinear, 2, -1}};
    sdk::Attrs attributes = k.attributes(steps);
    attributes.emplace_back("residual_position", 1);
    dense.input(k.source(), x).constant(k.weights(), w).constant({k.oc}, bias);
    dense.input(k.result(), residual);
    blocked.blocked(k.source(), x).constant(k.weights(), w).constant({k.oc}, bias);
    blocked.blocked(k.result(), residual);
    const Floats expected = dense.run("Conv", k.result(), attributes, kPrivateDomain);
    CHECK(difference(blocked.run_blocked("PackedConv", k.result(), attributes), expected) < 5e-6);
  }
}

TEST_CASE("an infinity reaches those pixels of a packed convolution whose windows see it") {
  if (no_matrix_unit()) return;
  const Window k{1, 16, 9, 9, 16, 3, 3, {1, 1}, {1, 1, 1, 1}};
  Floats x = random_floats(k.source(), 1);
  x[40] = kInfinity;  // row 4, column 4
  Floats w = random_floats(k.weights(), 2);
  for (float& value : w) value = 0.5f + value / 4;  // positive
  KernelCase kernel;
  kernel.blocked(k.source(), x).constant(k.weights(), w);
  const Floats y = kernel.run_blocked("PackedConv", k.result(), k.attributes());
  for (int64_t i = 0; i < 81; ++i) {
    const bool sees = std::abs(i / 9 - 4) <= 1 && std::abs(i % 9 - 4) <= 1;
    CAPTURE(i);
    CHECK((y[static_cast<size_t>(i)] == kInfinity) == sees);
    CHECK(std::isnan(y[static_cast<size_t>(i)]) == false);
  }
}

TEST_CASE("denormal sums are zero, and the caller's thread computes as before") {
  KernelCase kernel;
  kernel.input({1, 1}, {1e-30f}).input({1, 1}, {1e-10f});
  CHECK(kernel.run("MatMul", {1, 1}) == Floats{0});
  volatile float small = 1e-30f;
  CHECK(small * 1e-10f != 0);
}

}  // namespace
}  // namespace mortise::cpu::testing
