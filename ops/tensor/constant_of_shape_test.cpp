#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("ConstantOfShape fills with zero when no value is given") {
  require_equal(run("ConstantOfShape", {tensor<int64_t>({2}, {1, 2})})[0],
                tensor<float>({1, 2}, {0, 0}));
}

TEST_CASE("ConstantOfShape refuses negative extents") {
  REQUIRE_THROWS_WITH(infer("ConstantOfShape", {constant(tensor<int64_t>({1}, {-1}))}),
                      "ConstantOfShape: the shape holds -1; extents are 0 or more");
}

TEST_CASE("ConstantOfShape asks for the shape") {
  const auto inferred = infer("ConstantOfShape", {type<int64_t>({2})});
  REQUIRE(inferred.type(0) == "float32[?, ?]");
  REQUIRE(inferred.needs == std::vector<uint64_t>{0});
}

}  // namespace
}  // namespace mortise::ops::testing
