#include "options.hpp"

#include <vector>

#include <catch2/catch.hpp>

#include "output.hpp"

namespace {

ocr::Options parse(std::vector<std::string> words) {
  words.insert(words.begin(), "mortise-ocr");
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  return ocr::parse_options(static_cast<int>(pointers.size()), pointers.data());
}

}  // namespace

TEST_CASE("options may stand before and after the image") {
  const ocr::Options options = parse({"--json", "a.png", "--config", "c.json", "--models", "m"});
  CHECK(options.image == "a.png");
  CHECK(options.config == "c.json");
  CHECK(options.models == "m");
  CHECK(options.json);
  CHECK_FALSE(options.verbose);
  CHECK(parse({"--help"}).help);
}

TEST_CASE("a wrong command line says what is wrong") {
  using Catch::Contains;
  CHECK_THROWS_WITH(parse({}), Contains("which image"));
  CHECK_THROWS_WITH(parse({"a.png", "b.png"}), Contains("more than one image"));
  CHECK_THROWS_WITH(parse({"a.png", "--config"}), Contains("--config needs a value"));
  CHECK_THROWS_WITH(parse({"a.png", "--fast"}), Contains("unknown option --fast"));
}

TEST_CASE("texts are quoted for JSON") {
  CHECK(ocr::quote("a\"b\\c\n疗") == "\"a\\\"b\\\\c\\u000a疗\"");
}
