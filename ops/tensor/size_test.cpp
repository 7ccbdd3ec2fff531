#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

TEST_CASE("Size counts the elements") {
  require_equal(run("Size", {tensor<float>({2, 3}, {1, 2, 3, 4, 5, 6})})[0],
                tensor<int64_t>({}, {6}));
}

TEST_CASE("Size is known as soon as the shape is") {
  REQUIRE(infer("Size", {type<float>({2, 3})}).outputs[0].value.value().ints() == Shape{6});
  REQUIRE_FALSE(infer("Size", {type<float>({-2})}).outputs[0].value.has_value());
}

}  // namespace
}  // namespace mortise::ops::testing
