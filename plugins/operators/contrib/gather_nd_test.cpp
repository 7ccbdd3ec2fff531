#include <catch2/catch.hpp>

#include "plugins/operators/contrib/testing/loops.hpp"

namespace mortise::contrib {
namespace {

constexpr const char* kOp = "com.microsoft::GatherND";

TEST_CASE("GatherND takes slices") {
  const auto x = tensor<float>({2, 2, 2}, {0, 1, 2, 3, 4, 5, 6, 7});
  const auto y = run_decomposed(kOp, {x, tensor<int32_t>({2, 2}, {0, 1, 1, 0})})[0];
  REQUIRE(y.shape == Shape{2, 2});
  require_close(y, {2, 3, 4, 5}, 0);
  require_close(run_decomposed(kOp, {x, tensor<int64_t>({1, 3}, {1, 1, 0})})[0], {6}, 0);
}

TEST_CASE("GatherND refuses indices that are too deep, or outside") {
  REQUIRE_THROWS_WITH(infer(kOp, {type<float>({2, 3}), type<int64_t>({1, 3})}),
                      Catch::Contains("indices of 3 numbers go into data of shape [2, 3]"));
  REQUIRE_THROWS_WITH(infer(kOp, {type<float>({2, 3}), constant(tensor<int64_t>({2}, {1, 3}))}),
                      Catch::Contains("index 3 is out of range for extent 3"));
}

}  // namespace
}  // namespace mortise::contrib
