#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

const Tensor kOne = tensor<float>({2}, {1, 2});

bool has_element(const std::optional<Packed>& input) {
  return run_restructured("OptionalHasElement", {input})[0].items.at(0).ints().at(0) != 0;
}

TEST_CASE("OptionalHasElement looks into optionals; what is no optional is there") {
  REQUIRE(has_element(optional({kOne})));
  REQUIRE_FALSE(has_element(optional({})));
  REQUIRE(has_element(kOne));
  REQUIRE(has_element(sequence({})));
  REQUIRE_FALSE(has_element(std::nullopt));
}

TEST_CASE("OptionalHasElement is a bool") {
  REQUIRE(infer("OptionalHasElement", {absent()}).type(0) == "bool[]");
}

}  // namespace
}  // namespace mortise::ops::testing
