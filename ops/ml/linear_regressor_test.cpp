#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

constexpr const char* kRegressor = "ai.onnx.ml::LinearRegressor";
using Floats = std::vector<double>;

TEST_CASE("LinearRegressor sums weighted features") {
  const Attrs attrs = {
      {"targets", 2}, {"coefficients", Floats{1, 2, 3, 4}}, {"intercepts", Floats{10, 20}}};
  require_close(run_decomposed(kRegressor, {tensor<int64_t>({2, 2}, {1, 1, 2, 0})}, attrs)[0],
                {13, 27, 12, 26}, 1e-6);
  REQUIRE(infer(kRegressor, {type<float>({-2, 2})}, attrs).type(0) == "float32[#0, 2]");
  REQUIRE_THROWS_WITH(infer(kRegressor, {type<float>({1, 3})}, attrs),
                      Catch::Contains("extents 3 and 2 must be equal"));
}

TEST_CASE("LinearRegressor transforms what it sums") {
  Attrs attrs = {{"targets", 2}, {"coefficients", Floats{1, 2}}, {"post_transform", "LOGISTIC"}};
  require_close(run_decomposed(kRegressor, {tensor<float>({1, 1}, {0})}, attrs)[0], {0.5, 0.5},
                1e-6);
  attrs.back() = {"post_transform", "PROBIT"};
  require_close(run_decomposed(kRegressor, {tensor<float>({1, 1}, {0.35f})}, attrs)[0],
                {-0.38533733, 0.52444589}, 1e-5);
  attrs.back() = {"post_transform", "SQUARE"};
  REQUIRE_THROWS_WITH(infer(kRegressor, {type<float>({1, 1})}, attrs),
                      Catch::Contains("post_transform is SQUARE"));
}

}  // namespace
}  // namespace mortise::ops::testing
