#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Ints = std::vector<int64_t>;

TEST_CASE("ConvInteger sums what is above the zero points, and nothing beyond the edges") {
  const auto x = tensor<uint8_t>({1, 1, 3, 3}, {2, 3, 4, 5, 6, 7, 8, 9, 10});
  const auto w = tensor<uint8_t>({1, 1, 2, 2}, {1, 1, 1, 1});
  const auto one = tensor<uint8_t>({}, {1});
  const auto y = run("ConvInteger", {x, w, one})[0];
  REQUIRE(y.dtype == MORTISE_DTYPE_INT32);
  REQUIRE(y.ints() == std::vector<int64_t>{12, 16, 24, 28});
  REQUIRE(run("ConvInteger", {x, w, one}, {{"pads", Ints{1, 1, 1, 1}}})[0].ints() ==
          std::vector<int64_t>{1, 3, 5, 3, 5, 12, 16, 9, 11, 24, 28, 15, 7, 15, 17, 9});
}

TEST_CASE("ConvInteger has a zero point for each output channel") {
  const auto x = tensor<int8_t>({1, 2, 1}, {-3, 5});
  const auto w = tensor<int8_t>({2, 2, 1}, {1, 2, 3, 4});
  const auto y =
      run("ConvInteger", {x, w, tensor<int8_t>({}, {1}), tensor<int8_t>({2}, {1, -1})})[0];
  REQUIRE(y.ints() == std::vector<int64_t>{4, -4 * 4 + 4 * 5});
}

TEST_CASE("ConvInteger convolves in groups") {
  const auto x = tensor<uint8_t>({1, 2, 1}, {3, 5});
  const auto w = tensor<int8_t>({2, 1, 1}, {-2, 4});
  REQUIRE(run("ConvInteger", {x, w}, {{"group", 2}})[0].ints() == std::vector<int64_t>{-6, 20});
}

TEST_CASE("ConvInteger checks its inputs") {
  REQUIRE(infer("ConvInteger", {type<int8_t>({-2, 3, 8}), type<int8_t>({4, 3, 3})}).type(0) ==
          "int32[#0, 4, 6]");
  REQUIRE_THROWS_WITH(infer("ConvInteger", {type<int8_t>({1, 3, 8}), type<int8_t>({4, 3, 3}),
                                            absent(), type<int8_t>({3})}),
                      Catch::Contains("must be equal"));
}

}  // namespace
}  // namespace mortise::ops::testing
