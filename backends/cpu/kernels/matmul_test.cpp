#include <catch2/catch.hpp>

#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/program.hpp"
#include "backends/cpu/testing/kernel_case.hpp"

namespace mortise::cpu::testing {
namespace {

/// One product of [m, k] and [k, n], either of them stored transposed.
Floats multiply(const float* a, const float* b, int64_t m, int64_t k, int64_t n,
                bool transpose_a = false, bool transpose_b = false) {
  Floats y;
  for (int64_t i = 0; i < m; ++i) {
    for (int64_t j = 0; j < n; ++j) {
      double sum = 0;
      for (int64_t l = 0; l < k; ++l) {
        sum += static_cast<double>(a[transpose_a ? l * m + i : i * k + l]) *
               b[transpose_b ? j * k + l : l * n + j];
      }
      y.push_back(static_cast<float>(sum));
    }
  }
  return y;
}

TEST_CASE("a matrix product of any size equals the sum that defines it") {
  const int64_t sizes[][3] = {{1, 1, 1}, {5, 7, 3}, {40, 120, 361}, {129, 65, 33}, {1, 300, 900}};
  for (const auto& [m, k, n] : sizes) {
    CAPTURE(m, k, n);
    const Floats a = random_floats({m, k}, 1), b = random_floats({k, n}, 2);
    KernelCase kernel;
    kernel.input({m, k}, a).input({k, n}, b);
    CHECK(difference(kernel.run("MatMul", {m, n}), multiply(a.data(), b.data(), m, k, n)) < 1e-5);
  }
}

TEST_CASE("batches of matrices broadcast against each other") {
  // a: [2, 1, 3, 4], b: [5, 4, 6]
  const Floats a = random_floats({2, 1, 3, 4}, 1), b = random_floats({5, 4, 6}, 2);
  Floats expected;
  for (int64_t i = 0; i < 2; ++i) {
    for (int64_t j = 0; j < 5; ++j) {
      const Floats y =
          multiply(&a[static_cast<size_t>(i * 12)], &b[static_cast<size_t>(j * 24)], 3, 4, 6);
      expected.insert(expected.end(), y.begin(), y.end());
    }
  }
  KernelCase kernel;
  kernel.input({2, 1, 3, 4}, a).input({5, 4, 6}, b);
  CHECK(difference(kernel.run("MatMul", {2, 5, 3, 6}), expected) < 1e-5);
}

TEST_CASE("a vector counts as a row on the left and as a column on the right") {
  const Floats a = random_floats({4}, 1), b = random_floats({4, 6}, 2);
  KernelCase left;
  left.input({4}, a).input({4, 6}, b);
  CHECK(difference(left.run("MatMul", {6}), multiply(a.data(), b.data(), 1, 4, 6)) < 1e-5);
  KernelCase right;
  right.input({6, 4}, b).input({4}, a);
  CHECK(difference(right.run("MatMul", {6}), multiply(b.data(), a.data(), 6, 4, 1)) < 1e-5);
}

TEST_CASE("Gemm transposes, scales and adds what broadcasts") {
  const int64_t m = 21, k = 30, n = 50;
  for (const Shape& shape : {Shape{n}, Shape{1, n}, Shape{m, 1}, Shape{m, n}, Shape{}}) {
    for (const bool transpose_a : {false, true}) {
      for (const bool transpose_b : {false, true}) {
        CAPTURE(shape, transpose_a, transpose_b);
        const Shape a_shape = transpose_a ? Shape{k, m} : Shape{m, k};
        const Shape b_shape = transpose_b ? Shape{n, k} : Shape{k, n};
        const Floats a = random_floats(a_shape, 1), b = random_floats(b_shape, 2),
                     c = random_floats(shape, 3);
        Floats expected = multiply(a.data(), b.data(), m, k, n, transpose_a, transpose_b);
        const bool rows = shape.size() == 2 && shape[0] == m;
        const bool columns = !shape.empty() && shape.back() == n;
        for (int64_t i = 0; i < m * n; ++i) {
          const int64_t at = (rows ? i / n * (columns ? n : 1) : 0) + (columns ? i % n : 0);
          expected[static_cast<size_t>(i)] =
              0.5f * expected[static_cast<size_t>(i)] + c[static_cast<size_t>(at)];
        }
        KernelCase kernel;
        kernel.input(a_shape, a).input(b_shape, b).input(shape, c);
        const Floats y = kernel.run(
            "Gemm", {m, n}, {{"transA", transpose_a}, {"transB", transpose_b}, {"alpha", 0.5}});
        CHECK(difference(y, expected) < 1e-5);
      }
    }
  }
}

TEST_CASE("a fused product adds bias, steps and residual") {
  const int64_t m = 70, k = 64, n = 96;
  const Floats a = random_floats({m, k}, 1), b = random_floats({k, n}, 2),
               bias = random_floats({n}, 3), residual = random_floats({m, n}, 4);
  Floats expected = multiply(a.data(), b.data(), m, k, n);
  for (size_t i = 0; i < expected.size(); ++i) {
    expected[i] = std::max(0.0f, expected[i] + bias[i % static_cast<size_t>(n)]) + residual[i];
  }
  sdk::Attrs attributes;
  append_steps(attributes, {{Unary::kRelu}});
  attributes.emplace_back("residual_position", 1);
  KernelCase kernel;
  kernel.input({m, k}, a).input({k, n}, b).input({n}, bias).input({m, n}, residual);
  CHECK(difference(kernel.run("MatMul", {m, n}, attributes, kPrivateDomain), expected) < 1e-5);
}

TEST_CASE("a product that oneDNN refuses is an error of the kernel") {
  sdk::Attrs attributes;
  append_steps(attributes, std::vector<Step>(40, Step{Unary::kRelu}));
  KernelCase kernel;
  kernel.input({2, 3}, random_floats({2, 3}, 1)).input({3, 4}, random_floats({3, 4}, 2));
  CHECK_THROWS_AS(kernel.run("MatMul", {2, 4}, attributes, kPrivateDomain), sdk::Error);
}

}  // namespace
}  // namespace mortise::cpu::testing
