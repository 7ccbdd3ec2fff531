#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

Tensor size(const std::vector<int64_t>& extents) {
  return tensor<int64_t>({static_cast<int64_t>(extents.size())}, extents);
}
const auto kSame = tensor<double>({1, 2, 3}, {1, 0, 0, 0, 1, 0});

TEST_CASE("AffineGrid without a change is the places of the pixels, x before y") {
  const auto y = run("AffineGrid", {kSame, size({1, 3, 1, 2})})[0];
  REQUIRE(y.shape == Shape{1, 1, 2, 2});
  require_close(y, {-0.5, 0, 0.5, 0}, 1e-12);
  require_close(run("AffineGrid", {kSame, size({1, 3, 2, 2})}, {{"align_corners", 1}})[0],
                {-1, -1, 1, -1, -1, 1, 1, 1}, 1e-12);
}

TEST_CASE("AffineGrid multiplies and moves, in two and in three dimensions") {
  const auto theta = tensor<double>({1, 2, 3}, {0, 2, 10, 3, 0, 20});
  require_close(run("AffineGrid", {theta, size({1, 1, 1, 2})})[0], {10, 18.5, 10, 21.5}, 1e-12);
  const auto volume = tensor<double>({1, 3, 4}, {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 5});
  require_close(run("AffineGrid", {volume, size({1, 1, 2, 1, 1})})[0], {0, 0, 4.5, 0, 0, 5.5},
                1e-12);
}

TEST_CASE("AffineGrid checks its matrices and sizes") {
  REQUIRE(infer("AffineGrid", {type<float>({-2, 2, 3}), constant(size({4, 1, 5, 6}))}).type(0) ==
          "float32[4, 5, 6, 2]");
  REQUIRE(infer("AffineGrid", {type<float>({1, 2, 3}), type<int64_t>({4})}).needs ==
          std::vector<uint64_t>{1});
  REQUIRE_THROWS_WITH(
      infer("AffineGrid", {type<float>({1, 2, 3}), constant(size({1, 1, 5, 6, 7}))}),
      Catch::Contains("must be equal"));
  REQUIRE_THROWS_WITH(infer("AffineGrid", {type<float>({1, 2, 3}), constant(size({1, 1, 5}))}),
                      Catch::Contains("4 or 5"));
}

}  // namespace
}  // namespace mortise::ops::testing
