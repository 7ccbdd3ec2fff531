#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

Tensor pad(const Shape& pads, const char* mode) {
  return run("Pad", {tensor<float>({3}, {1, 2, 3}), tensor<int64_t>({2}, pads)},
             {{"mode", mode}})[0];
}

TEST_CASE("Pad adds a constant and removes what is padded below zero") {
  const auto x = tensor<float>({2, 2}, {1, 2, 3, 4});
  require_equal(run("Pad", {x, tensor<int64_t>({4}, {0, 1, 0, -1}), tensor<float>({}, {9})})[0],
                tensor<float>({2, 2}, {9, 1, 9, 3}));
  require_equal(
      run("Pad", {x, tensor<int64_t>({2}, {1, 0}), std::nullopt, tensor<int64_t>({1}, {-2})})[0],
      tensor<float>({3, 2}, {0, 0, 1, 2, 3, 4}));
}

TEST_CASE("Pad reflects, repeats the edge and wraps around") {
  require_equal(pad({2, 3}, "reflect"), tensor<float>({8}, {3, 2, 1, 2, 3, 2, 1, 2}));
  require_equal(pad({2, 1}, "edge"), tensor<float>({6}, {1, 1, 1, 2, 3, 3}));
  require_equal(pad({1, 2}, "wrap"), tensor<float>({6}, {3, 1, 2, 3, 1, 2}));
}

TEST_CASE("Pad refuses modes that do not exist and too few pads") {
  REQUIRE_THROWS_WITH(pad({0, 0}, "mirror"), Catch::Contains("attribute mode is mirror"));
  REQUIRE_THROWS_WITH(infer("Pad", {type<float>({1, 1}), constant(tensor<int64_t>({2}, {1, 1}))}),
                      "Pad: pads has 2 values; it must have two for each of 2 axes");
}

TEST_CASE("Pad refuses a constant that is no scalar of the data's dtype") {
  const auto pads = constant(tensor<int64_t>({2}, {1, 1}));
  REQUIRE_THROWS_WITH(infer("Pad", {type<double>({1}), pads, type<float>({})}),
                      "Pad: inputs 0 and 2 have dtypes float64 and float32; they must be equal");
  REQUIRE_THROWS_WITH(infer("Pad", {type<double>({1}), pads, type<double>({0})}),
                      "Pad: input 2 has shape [0]; it must have one element");
}

}  // namespace
}  // namespace mortise::ops::testing
