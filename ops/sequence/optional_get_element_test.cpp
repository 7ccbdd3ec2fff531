#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

const Tensor kOne = tensor<float>({2}, {1, 2});
const Tensor kTwo = tensor<float>({1}, {3});

TEST_CASE("OptionalGetElement takes the element; what is no optional is its own") {
  require_equal(run_restructured("OptionalGetElement", {optional({kOne})})[0].items.at(0), kOne);
  require_equal(run_restructured("OptionalGetElement", {kTwo})[0].items.at(0), kTwo);
  const auto same = run_restructured("OptionalGetElement", {sequence({kOne, kTwo})});
  REQUIRE(same[0].kind == MORTISE_VALUE_SEQUENCE);
  REQUIRE(same[0].items.size() == 2);
}

TEST_CASE("OptionalGetElement refuses an empty optional") {
  REQUIRE_THROWS_WITH(run_restructured("OptionalGetElement", {optional({})}),
                      Catch::Contains("the optional is empty"));
}

}  // namespace
}  // namespace mortise::ops::testing
