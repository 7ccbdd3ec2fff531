#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Ints = std::vector<int64_t>;

const auto kX = tensor<float>({5}, {1, 2, 3, 4, 5});

std::vector<double> centered(int64_t extent) {
  return run("CenterCropPad", {kX, tensor<int64_t>({1}, {extent})})[0].doubles();
}

TEST_CASE("CenterCropPad cuts off or adds as much at both ends, the odd one at the last") {
  REQUIRE(centered(3) == std::vector<double>{2, 3, 4});
  REQUIRE(centered(2) == std::vector<double>{2, 3});
  REQUIRE(centered(5) == kX.doubles());
  REQUIRE(centered(8) == std::vector<double>{0, 1, 2, 3, 4, 5, 0, 0});
  REQUIRE(centered(0).empty());
}

TEST_CASE("CenterCropPad works on the axes that it is told") {
  const auto x = tensor<int64_t>({2, 3}, {1, 2, 3, 4, 5, 6});
  const auto y =
      run("CenterCropPad", {x, tensor<int64_t>({2}, {1, 3})}, {{"axes", Ints{-1, 0}}})[0];
  REQUIRE(y.shape == Shape{3, 1});
  REQUIRE(y.ints() == std::vector<int64_t>{2, 5, 0});
}

TEST_CASE("CenterCropPad checks its shape and axes") {
  const auto two = constant(tensor<int64_t>({2}, {4, 4}));
  REQUIRE(infer("CenterCropPad", {type<float>({-2, 3, 9}), two}, {{"axes", Ints{1, 2}}}).type(0) ==
          "float32[#0, 4, 4]");
  REQUIRE_THROWS_WITH(infer("CenterCropPad", {type<float>({3}), two}),
                      Catch::Contains("for 1 axes"));
  REQUIRE_THROWS_WITH(infer("CenterCropPad", {type<float>({3, 3}), two}, {{"axes", Ints{1, 1}}}),
                      Catch::Contains("twice"));
}

}  // namespace
}  // namespace mortise::ops::testing
