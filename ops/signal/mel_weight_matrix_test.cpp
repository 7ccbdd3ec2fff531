#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

Tensor whole(int64_t value) { return tensor<int64_t>({}, {value}); }
Tensor hertz(float value) { return tensor<float>({}, {value}); }

TEST_CASE("MelWeightMatrix has a triangle for each bin") {
  const auto y =
      run("MelWeightMatrix", {whole(8), whole(16), whole(8192), hertz(0), hertz(4096)})[0];
  REQUIRE(y.shape == Shape{9, 8});
  const std::vector<double> values = y.doubles();
  // The first corners share a row, so that the first triangle is a single one; each is highest in the row of its middle.
  REQUIRE(values[0] == 1);
  for (int64_t k = 0; k < 8; ++k) {
    double largest = 0;
    for (int64_t row = 0; row < 9; ++row)
      largest = std::max(largest, values[static_cast<size_t>(row * 8 + k)]);
    REQUIRE(largest == 1);
  }
}

TEST_CASE("MelWeightMatrix refuses frequencies that the spectrum does not have") {
  REQUIRE_THROWS_WITH(
      run("MelWeightMatrix", {whole(4), whole(16), whole(1000), hertz(0), hertz(9000)}),
      Catch::Contains("sample rate"));
  REQUIRE_THROWS_WITH(run("MelWeightMatrix", {whole(4), whole(16), whole(0), hertz(0), hertz(9)}),
                      Catch::Contains("sample rate"));
}

TEST_CASE("MelWeightMatrix has the shape that its numbers say") {
  const auto rate = constant(whole(8192)), edge = constant(hertz(0));
  REQUIRE(infer("MelWeightMatrix", {constant(whole(5)), constant(whole(17)), rate, edge, edge},
                {{"output_datatype", MORTISE_DTYPE_FLOAT64}})
              .type(0) == "float64[9, 5]");
  const auto open =
      infer("MelWeightMatrix", {type<int64_t>({}), constant(whole(17)), rate, edge, edge});
  REQUIRE(open.type(0) == "float32[9, ?]");
  REQUIRE(open.needs == std::vector<uint64_t>{0});
}

}  // namespace
}  // namespace mortise::ops::testing
