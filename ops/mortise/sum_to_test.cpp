#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("SumTo sums over the axes that broadcasting added") {
  const auto x = tensor<float>({2, 3}, {1, 2, 3, 4, 5, 6});
  require_equal(run("mortise::SumTo", {x, tensor<float>({3}, {0, 0, 0})})[0],
                tensor<float>({3}, {5, 7, 9}));
  require_equal(run("mortise::SumTo", {x, tensor<float>({2, 1}, {0, 0})})[0],
                tensor<float>({2, 1}, {6, 15}));
  require_equal(run("mortise::SumTo", {x, tensor<float>({}, {0})})[0], tensor<float>({}, {21}));
}

TEST_CASE("SumTo decomposes into a sum and a reshape") {
  const auto x = random_tensor(MORTISE_DTYPE_FLOAT32, {2, 3, 4});
  for (const Shape& shape : {Shape{2, 3, 4}, Shape{3, 1}, Shape{4}, Shape{2, 1, 4}, Shape{}}) {
    const Inputs inputs = {x, random_tensor(MORTISE_DTYPE_FLOAT32, shape)};
    require_matches(run_decomposed("mortise::SumTo", inputs)[0], run("mortise::SumTo", inputs)[0],
                    1e-6);
  }
}

TEST_CASE("SumTo has the shape of its second input, symbols included") {
  REQUIRE(infer("mortise::SumTo", {type<float>({-2, 3}), type<float>({-3})}).type(0) ==
          "float32[#1]");
}

TEST_CASE("SumTo refuses a shape that does not broadcast to the data's") {
  REQUIRE_THROWS_WITH(infer("mortise::SumTo", {type<float>({3}), type<float>({2, 3})}),
                      "SumTo: shape [2, 3] does not broadcast to [3]");
}

}  // namespace
}  // namespace mortise::ops::testing
