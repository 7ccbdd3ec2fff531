#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Texts = std::vector<std::string>;

std::vector<std::string> stopwords() { return {"monday"}; }

TEST_CASE("StringNormalizer removes words and changes case") {
  const auto x = string_tensor({4}, {"monday", "Tuesday", "Monday", "été"});
  const auto sensitive = run(
      "StringNormalizer", {x},
      {{"stopwords", stopwords()}, {"is_case_sensitive", 1}, {"case_change_action", "UPPER"}})[0];
  REQUIRE(sensitive.strings() == Texts{"TUESDAY", "MONDAY", "ÉTÉ"});
  const auto insensitive = run("StringNormalizer", {x}, {{"stopwords", stopwords()}})[0];
  REQUIRE(insensitive.strings() == Texts{"Tuesday", "été"});
  REQUIRE(run("StringNormalizer", {x}, {{"case_change_action", "LOWER"}})[0].strings() ==
          Texts{"monday", "tuesday", "monday", "été"});
}

TEST_CASE("StringNormalizer leaves an empty string where all are removed") {
  const auto row = run("StringNormalizer", {string_tensor({1, 2}, {"monday", "MONDAY"})},
                       {{"stopwords", stopwords()}})[0];
  REQUIRE(row.shape == Shape{1, 1});
  REQUIRE(row.strings() == Texts{""});
  REQUIRE(run("StringNormalizer", {string_tensor({0}, {})})[0].strings() == Texts{""});
}

TEST_CASE("StringNormalizer bounds its shape by the input's") {
  REQUIRE(infer("StringNormalizer", {type<mortise_string_t>({1, 6})}).type(0) == "string[1, <=6]");
  REQUIRE(infer("StringNormalizer", {type<mortise_string_t>({-2})}).type(0) == "string[?]");
  REQUIRE_THROWS_WITH(infer("StringNormalizer", {type<mortise_string_t>({2, 6})}),
                      Catch::Contains("must have extent 1"));
  REQUIRE_THROWS_WITH(
      infer("StringNormalizer", {type<mortise_string_t>({2})}, {{"case_change_action", "TITLE"}}),
      Catch::Contains("case_change_action is TITLE"));
}

}  // namespace
}  // namespace mortise::ops::testing
