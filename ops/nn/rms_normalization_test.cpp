#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("RMSNormalization divides by the root of the mean square, and scales") {
  const auto x = tensor<double>({2, 2}, {3, 4, 0, 2});
  const auto y = run("RMSNormalization", {x, tensor<double>({2}, {1, 10})}, {{"epsilon", 0.0}})[0];
  const double first = std::sqrt(12.5), second = std::sqrt(2.0);
  require_close(y, {3 / first, 40 / first, 0, 20 / second}, 1e-12);
}

TEST_CASE("RMSNormalization normalises over several axes") {
  const auto x = tensor<double>({2, 2}, {1, 1, 1, 3});
  require_close(
      run("RMSNormalization", {x, tensor<double>({}, {2})}, {{"axis", 0}, {"epsilon", 1.0}})[0],
      {1, 1, 1, 3}, 1e-12);
}

TEST_CASE("RMSNormalization decomposes to its definition") {
  for (const uint32_t dtype :
       {MORTISE_DTYPE_FLOAT32, MORTISE_DTYPE_FLOAT64, MORTISE_DTYPE_FLOAT16}) {
    const Inputs inputs = {random_tensor(dtype, {3, 4, 5}), random_tensor(dtype, {5})};
    const double tolerance = dtype == MORTISE_DTYPE_FLOAT16 ? 2e-3 : 1e-6;
    require_close(run_decomposed("RMSNormalization", inputs)[0],
                  run("RMSNormalization", inputs)[0].doubles(), tolerance);
  }
}

TEST_CASE("RMSNormalization checks its scale") {
  REQUIRE(infer("RMSNormalization", {type<float16>({-2, 4}), type<float>({4})}).type(0) ==
          "float32[#0, 4]");
  REQUIRE_THROWS_WITH(infer("RMSNormalization", {type<float>({2, 4}), type<float>({2, 4})}),
                      Catch::Contains("must broadcast"));
}

}  // namespace
}  // namespace mortise::ops::testing
