#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Mean is the sum of the inputs by their number, with broadcasting") {
  const auto row = tensor<float>({2}, {1, 4});
  const auto column = tensor<float>({2, 1}, {3, 6});
  require_close(run_decomposed("Mean", {row, column})[0], {2, 3.5, 3.5, 5}, 1e-6);
  require_close(run_decomposed("Mean", {row})[0], {1, 4}, 1e-6);
  require_close(run_decomposed("Mean", {row, row, tensor<float>({}, {7})})[0], {3, 5}, 1e-6);
}

TEST_CASE("Mean broadcasts shapes and takes floats only") {
  REQUIRE(infer("Mean", {type<float>({-2, 3}), type<float>({3})}).type(0) == "float32[#0, 3]");
  REQUIRE_THROWS_WITH(infer("Mean", {type<int32_t>({3})}), Catch::Contains("int32"));
}

}  // namespace
}  // namespace mortise::ops::testing
