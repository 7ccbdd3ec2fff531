#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kRegressor = "ai.onnx.ml::SVMRegressor";
using Floats = std::vector<double>;
const auto kX = random_tensor(MORTISE_DTYPE_FLOAT32, {4, 3}, -1, 1, 1);
const Floats kVectors = {0.5, -1, 0.25, 1, 0.5, -0.5}, kCoefficients = {2, -0.75};

// kernel(dot product, squared distance) of each row and each vector.
template <class Kernel>
Floats expected(Kernel&& kernel) {
  Floats y;
  const Floats x = kX.doubles();
  for (size_t row = 0; row < 4; ++row) {
    double sum = 0.125;
    for (size_t i = 0; i < 2; ++i) {
      double dot = 0, apart = 0;
      for (size_t k = 0; k < 3; ++k) {
        const double a = x[row * 3 + k], b = kVectors[i * 3 + k];
        dot += a * b;
        apart += (a - b) * (a - b);
      }
      sum += kCoefficients[i] * kernel(dot, apart);
    }
    y.push_back(sum);
  }
  return y;
}

Tensor run_kernel(const char* kind, bool is_one_class = false) {
  return run_decomposed(kRegressor, {kX},
                        {{"coefficients", kCoefficients},
                         {"support_vectors", kVectors},
                         {"n_supports", 2},
                         {"rho", Floats{0.125}},
                         {"kernel_type", kind},
                         {"kernel_params", Floats{0.5, 0.25, 3}},
                         {"one_class", is_one_class}})[0];
}

TEST_CASE("SVMRegressor weighs what rows have in common with support vectors") {
  require_close(run_kernel("LINEAR"), expected([](double dot, double) { return dot; }), 1e-5);
  require_close(run_kernel("POLY"),
                expected([](double dot, double) { return std::pow(0.5 * dot + 0.25, 3); }), 1e-5);
  require_close(run_kernel("SIGMOID"),
                expected([](double dot, double) { return std::tanh(0.5 * dot + 0.25); }), 1e-5);
  const Floats radial = expected([](double, double apart) { return std::exp(-0.5 * apart); });
  require_close(run_kernel("RBF"), radial, 1e-5);
  Floats sides;
  for (const double value : radial) sides.push_back(value > 0 ? 1 : -1);
  require_close(run_kernel("RBF", true), sides, 0);
}

TEST_CASE("SVMRegressor's score is left as it is by transforms, which have names") {
  Attrs attrs = {{"coefficients", Floats{1}}, {"rho", Floats{10}}, {"post_transform", "PROBIT"}};
  require_close(run_decomposed(kRegressor, {tensor<float>({1, 1}, {5})}, attrs)[0], {15}, 0);
  attrs.back() = {"post_transform", "SQUARE"};
  REQUIRE_THROWS_WITH(infer(kRegressor, {type<float>({1, 1})}, attrs),
                      Catch::Contains("post_transform is SQUARE"));
}

TEST_CASE("SVMRegressor weighs features where there are no support vectors") {
  const Attrs attrs = {{"coefficients", Floats{1, 2, 3}}, {"rho", Floats{10}}};
  require_close(run_decomposed(kRegressor, {tensor<int64_t>({2, 3}, {1, 1, 1, 0, 2, 0})}, attrs)[0],
                {16, 14}, 1e-6);
  REQUIRE(infer(kRegressor, {type<float>({-2, 3})}, attrs).type(0) == "float32[#0, 1]");
  REQUIRE_THROWS_WITH(infer(kRegressor, {type<float>({1, 2})}, attrs),
                      Catch::Contains("extents 2 and 3 must be equal"));
  REQUIRE_THROWS_WITH(infer(kRegressor, {type<float>({1, 3})}, {{"coefficients", Floats{1}}}),
                      Catch::Contains("attribute rho has 0 elements"));
}

}  // namespace
}  // namespace mortise::ops::testing
