#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Texts = std::vector<std::string>;

TEST_CASE("StringConcat puts strings behind each other") {
  const auto x = string_tensor({3}, {"cat", "", "的"});
  const auto joined = run("StringConcat", {x, string_tensor({3}, {"s", "dog", "中"})})[0];
  REQUIRE(joined.shape == Shape{3});
  REQUIRE(joined.strings() == Texts{"cats", "dog", "的中"});
}

TEST_CASE("StringConcat broadcasts, and keeps bytes of zero") {
  const std::string zero("a\0b", 3);
  const auto joined =
      run("StringConcat", {string_tensor({2, 1}, {zero, "c"}), string_tensor({2}, {"1", "2"})})[0];
  REQUIRE(joined.shape == Shape{2, 2});
  REQUIRE(joined.strings() == Texts{zero + "1", zero + "2", "c1", "c2"});
  REQUIRE(run("StringConcat", {string_tensor({0}, {}), string_tensor({1}, {"x"})})[0].shape ==
          Shape{0});
}

TEST_CASE("StringConcat knows its shape, and takes strings alone") {
  REQUIRE(infer("StringConcat", {type<mortise_string_t>({-2, 3}), type<mortise_string_t>({1})})
              .type(0) == "string[#0, 3]");
  REQUIRE_THROWS_WITH(infer("StringConcat", {type<mortise_string_t>({1}), type<float>({1})}),
                      Catch::Contains("input 1 is float32"));
}

}  // namespace
}  // namespace mortise::ops::testing
