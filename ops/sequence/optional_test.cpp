#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

const Tensor kOne = tensor<float>({2}, {1, 2});

TEST_CASE("Optional has its input, or nothing") {
  const auto full = run_restructured("Optional", {kOne});
  REQUIRE(full[0].kind == MORTISE_VALUE_OPTIONAL);
  require_equal(full[0].items.at(0), kOne);
  const auto empty = run_restructured("Optional", {});
  REQUIRE(empty[0].kind == MORTISE_VALUE_OPTIONAL);
  REQUIRE(empty[0].items.empty());
}

TEST_CASE("Optional refuses an optional") {
  REQUIRE_THROWS_WITH(run_restructured("Optional", {optional({kOne})}),
                      Catch::Contains("input 0 is an optional already"));
}

}  // namespace
}  // namespace mortise::ops::testing
