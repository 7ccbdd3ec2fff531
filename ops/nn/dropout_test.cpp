#include <cmath>

#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Dropout hands its input on, with a mask that keeps all") {
  const auto x = tensor<float>({2}, {1, 2});
  RunOptions options;
  options.output_count = 2;
  const auto results = run("Dropout", {x, tensor<float>({}, {0.5f})}, {}, options);
  require_equal(results[0], x);
  require_equal(results[1], tensor<bool8>({2}, {true, true}));
}

TEST_CASE("Dropout drops nothing in training where the ratio is zero") {
  const auto x = tensor<float>({2}, {1, 2});
  require_equal(run("Dropout", {x, tensor<float>({}, {0}), tensor<bool8>({}, {true})})[0], x);
}

TEST_CASE("Dropout in training drops as often as its ratio says, and scales what it keeps") {
  const auto x = tensor<double>({10'000}, std::vector<double>(10'000, 3.0));
  const auto y = run("Dropout", {x, tensor<float>({}, {0.25f}), tensor<bool8>({}, {true})},
                     {{"seed", 7}}, outputs(2));
  const auto values = y[0].doubles(), mask = y[1].doubles();
  int64_t kept = 0;
  for (size_t i = 0; i < values.size(); ++i) {
    REQUIRE(values[i] == (mask[i] != 0 ? 4.0 : 0.0));
    kept += mask[i] != 0 ? 1 : 0;
  }
  CHECK(std::abs(static_cast<double>(kept) - 7500) < 3.3 * 43.3);  // 0.001 of a binomial's spread
}

TEST_CASE("Dropout repeats itself with a seed, and does not without one") {
  const Inputs inputs = {random_tensor(MORTISE_DTYPE_FLOAT32, {64}), std::nullopt,
                         tensor<bool8>({}, {true})};
  require_equal(run("Dropout", inputs, {{"seed", 1}})[0], run("Dropout", inputs, {{"seed", 1}})[0]);
  CHECK(run("Dropout", inputs)[0].bytes != run("Dropout", inputs)[0].bytes);
}

TEST_CASE("Dropout refuses to drop everything") {
  REQUIRE_THROWS_WITH(
      run("Dropout", {tensor<float>({1}, {1}), tensor<float>({}, {1}), tensor<bool8>({}, {true})}),
      Catch::Contains("the ratio is 1"));
}

TEST_CASE("Dropout refuses a training mode that is no boolean scalar") {
  REQUIRE_THROWS_WITH(infer("Dropout", {type<float>({1}), absent(), type<float>({})}),
                      "Dropout: input 2 is float32; it must be one of bool");
  REQUIRE_THROWS_WITH(infer("Dropout", {type<float>({1}), absent(), type<bool8>({0})}),
                      "Dropout: input 2 has shape [0]; it must have one element");
}

}  // namespace
}  // namespace mortise::ops::testing
