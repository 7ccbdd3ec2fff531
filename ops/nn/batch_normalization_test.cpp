#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("BatchNormalization normalises each channel") {
  const auto x = tensor<float>({1, 2, 2}, {1, 3, 10, 20});
  const auto y = run("BatchNormalization",
                     {x, tensor<float>({2}, {2, 1}), tensor<float>({2}, {0.5f, 0}),
                      tensor<float>({2}, {2, 10}), tensor<float>({2}, {4, 25})},
                     {{"epsilon", 0.0}})[0];
  require_close(y, {-0.5, 1.5, 0, 2}, 1e-6);
}

TEST_CASE("BatchNormalization takes half-precision data with float32 statistics") {
  const auto x = tensor<float16>({1, 1, 2}, {1, 2});
  const auto one = tensor<float>({1}, {1});
  require_close(run("BatchNormalization", {x, one, one, one, one}, {{"epsilon", 0.0}})[0], {1, 2},
                1e-3);
}

TEST_CASE("BatchNormalization in training uses the batch's statistics and moves the running ones") {
  const auto x = tensor<double>({2, 1, 2}, {1, 3, 5, 7});
  RunOptions all;
  all.output_count = 3;
  const auto one = tensor<double>({1}, {1});
  const auto y =
      run("BatchNormalization", {x, one, tensor<double>({1}, {0}), tensor<double>({1}, {0}), one},
          {{"epsilon", 0.0}, {"momentum", 0.5}, {"training_mode", 1}}, all);
  const double deviation = 2.2360679774997896;  // of mean 4 and variance 5
  require_close(y[0], {-3 / deviation, -1 / deviation, 1 / deviation, 3 / deviation}, 1e-12);
  require_close(y[1], {2}, 1e-12);
  require_close(y[2], {3}, 1e-12);
}

TEST_CASE("BatchNormalization refuses statistics of another length") {
  const auto two = type<float>({2});
  REQUIRE_THROWS_WITH(infer("BatchNormalization", {type<float>({1, 3, 4}), two, two, two, two}),
                      Catch::Contains("extents 2 and 3 must be equal"));
}

TEST_CASE("BatchNormalization refuses a scale and bias, or statistics, of unlike dtypes") {
  const auto x = type<float>({1, 2});
  const auto f = type<float>({2});
  const auto d = type<double>({2});
  REQUIRE_THROWS_WITH(
      infer("BatchNormalization", {x, f, d, f, f}),
      "BatchNormalization: inputs 1 and 2 have dtypes float32 and float64; they must be equal");
  REQUIRE_THROWS_WITH(
      infer("BatchNormalization", {x, f, f, d, f}),
      "BatchNormalization: inputs 3 and 4 have dtypes float64 and float32; they must be equal");
}

}  // namespace
}  // namespace mortise::ops::testing
