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

TEST_CASE("BatchNormalization refuses statistics of another length, and training") {
  const auto two = type<float>({2});
  REQUIRE_THROWS_WITH(infer("BatchNormalization", {type<float>({1, 3, 4}), two, two, two, two}),
                      Catch::Contains("extents 2 and 3 must be equal"));
  REQUIRE_THROWS_WITH(infer("BatchNormalization", {type<float>({1, 2, 4}), two, two, two, two},
                            {{"training_mode", 1}}),
                      Catch::Contains("training_mode 1"));
}

}  // namespace
}  // namespace mortise::ops::testing
