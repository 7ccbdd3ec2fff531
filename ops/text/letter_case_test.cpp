#include "ops/text/letter_case.hpp"

#include <mortise/sdk/status.hpp>

#include <catch2/catch.hpp>

namespace mortise::ops {
namespace {

TEST_CASE("a case map changes letters of every script and leaves the rest") {
  const CaseMap cases("");
  CHECK(cases.convert("Straße ÀÉ Жук 中 1!", LetterCase::kLower) == "straße àé жук 中 1!");
  CHECK(cases.convert("àé жук 𐐨", LetterCase::kUpper) == "ÀÉ ЖУК 𐐀");
  CHECK(cases.convert("Aa", LetterCase::kNone) == "Aa");
  CHECK(cases.convert("", LetterCase::kUpper).empty());
}

TEST_CASE("a case map keeps bytes that are no UTF-8") {
  const CaseMap cases("");
  for (const std::string text :
       {"\xff", "\xc3", "\xe2\x82", "\xed\xa0\x80", "\xc0\x80", "\xf5\x80\x80\x80"})
    CHECK(cases.convert(text, LetterCase::kUpper) == text);
  CHECK(cases.convert("\xc3z", LetterCase::kUpper) == "\xc3Z");
}

TEST_CASE(
    "a locale that the machine lacks is replaced where it changes nothing, and refused elsewhere") {
  CHECK(CaseMap("xx_XX").convert("ab", LetterCase::kUpper) == "AB");
  try {
    const std::string upper = CaseMap("tr_TR").convert("i", LetterCase::kUpper);
    CHECK(upper == "İ");
  } catch (const sdk::Error& error) {
    CHECK(error.code() == MORTISE_STATUS_UNSUPPORTED);
    CHECK(error.text().find("tr_TR") != std::string::npos);
  }
}

}  // namespace
}  // namespace mortise::ops
