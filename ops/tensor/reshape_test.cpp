#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

InputType shape(const std::vector<int64_t>& extents) {
  return constant(tensor<int64_t>({static_cast<int64_t>(extents.size())}, extents));
}

TEST_CASE("Reshape keeps the elements in order") {
  const auto x = tensor<int16_t>({2, 3}, {1, 2, 3, 4, 5, 6});
  require_equal(run("Reshape", {x, tensor<int64_t>({2}, {3, -1})})[0],
                tensor<int16_t>({3, 2}, {1, 2, 3, 4, 5, 6}));
}

TEST_CASE("Reshape copies an extent for 0, unless told otherwise") {
  REQUIRE(infer("Reshape", {type<float>({2, 3}), shape({0, 3, 1})}).type(0) == "float32[2, 3, 1]");
  REQUIRE(infer("Reshape", {type<float>({0, 3}), shape({3, 0})}, {{"allowzero", 1}}).type(0) ==
          "float32[3, 0]");
}

TEST_CASE("Reshape keeps symbols, also through -1") {
  REQUIRE(infer("Reshape", {type<float>({-2, 4, 8}), shape({0, -1})}).type(0) == "float32[#0, 32]");
  REQUIRE(infer("Reshape", {type<float>({-2, 4, 8}), shape({-1, 32})}).type(0) ==
          "float32[#0, 32]");
  REQUIRE(infer("Reshape", {type<float>({-2, 4}), shape({-1, 8})}).type(0) == "float32[?, 8]");
  REQUIRE(infer("Reshape", {type<float>({-1, 4}), shape({0, -1})}).type(0) == "float32[?, ?]");
}

TEST_CASE("Reshape asks for a shape that is not known") {
  const auto result = infer("Reshape", {type<float>({2, 3}), type<int64_t>({3})});
  REQUIRE(result.needs == std::vector<uint64_t>{1});
  REQUIRE(result.type(0) == "float32[?, ?, ?]");
}

TEST_CASE("Reshape refuses a shape of another size") {
  REQUIRE_THROWS_WITH(infer("Reshape", {type<float>({2, 3}), shape({4, 2})}),
                      "Reshape: shape [2, 3] has 6 elements and the new shape [4, 2] has 8");
  REQUIRE_THROWS_WITH(infer("Reshape", {type<float>({2, 3}), shape({-1, 4})}),
                      Catch::EndsWith("does not divide"));
  REQUIRE_THROWS_WITH(infer("Reshape", {type<float>({2, 3}), shape({-1, -1})}),
                      "Reshape: the new shape has more than one -1");
}

TEST_CASE("Reshape refuses extents whose product overflows") {
  REQUIRE_THROWS_WITH(infer("Reshape", {type<float>({2, 3}), shape({INT64_MAX, 4})}),
                      Catch::EndsWith("has too many elements"));
}

TEST_CASE("Reshape has a reshaped gradient") {
  check_gradient("Reshape",
                 {random_tensor(MORTISE_DTYPE_FLOAT64, {2, 3}), tensor<int64_t>({1}, {6})}, {0});
}

TEST_CASE("Reshape leaves the rank open where the shape's extent is beyond any rank") {
  REQUIRE(infer("Reshape", {type<float>({2}), type<int64_t>({int64_t{1} << 60})}).type(0) ==
          "float32[*]");
}

}  // namespace
}  // namespace mortise::ops::testing
