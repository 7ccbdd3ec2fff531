#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("GroupNormalization normalises groups of channels, and scales each channel") {
  const auto x = tensor<double>({1, 4, 1}, {1, 3, 10, 10});
  const auto y = run("GroupNormalization",
                     {x, tensor<double>({4}, {1, 2, 3, 4}), tensor<double>({4}, {0, 0, 5, 6})},
                     {{"num_groups", 2}, {"epsilon", 0.0001}})[0];
  require_close(y, {-1, 2, 5, 6}, 1e-3);
}

TEST_CASE("GroupNormalization decomposes to a normalisation of instances") {
  const Inputs inputs = {random_tensor(MORTISE_DTYPE_FLOAT64, {2, 6, 3, 2}),
                         random_tensor(MORTISE_DTYPE_FLOAT64, {6}),
                         random_tensor(MORTISE_DTYPE_FLOAT64, {6})};
  for (const int64_t groups : {1, 2, 3, 6}) {
    const Attrs attrs = {{"num_groups", groups}};
    require_close(run_decomposed("GroupNormalization", inputs, attrs)[0],
                  run("GroupNormalization", inputs, attrs)[0].doubles(), 1e-9);
  }
}

TEST_CASE("GroupNormalization checks its groups") {
  const std::vector<InputType> inputs = {type<float>({-2, 6, 4}), type<float>({6}),
                                         type<float>({6})};
  REQUIRE(infer("GroupNormalization", inputs, {{"num_groups", 3}}).type(0) == "float32[#0, 6, 4]");
  REQUIRE_THROWS_WITH(infer("GroupNormalization", inputs, {{"num_groups", 4}}),
                      Catch::Contains("do not divide"));
  REQUIRE_THROWS_WITH(infer("GroupNormalization", inputs, {{"num_groups", 0}}),
                      Catch::Contains("num_groups is 0"));
}

}  // namespace
}  // namespace mortise::ops::testing
