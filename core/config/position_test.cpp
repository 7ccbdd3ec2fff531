#include "core/config/position.hpp"

#include <catch2/catch.hpp>

using namespace mortise::config;

TEST_CASE("a position counts lines and columns from one") {
  const std::string_view text = "{\n  \"a\": 1\n}";
  CHECK(position_at(text, 0).line == 1);
  CHECK(position_at(text, 0).column == 1);
  CHECK(position_at(text, 4).line == 2);
  CHECK(position_at(text, 4).column == 3);
  CHECK(position_at(text, 1000).line == 3);
  CHECK(position_at("", 5).column == 1);
}

TEST_CASE("a path is written as a JSON pointer") {
  CHECK(to_pointer({}).empty());
  CHECK(to_pointer({"a", "0", "b"}) == "/a/0/b");
  CHECK(to_pointer({"x/y", "~"}) == "/x~1y/~0");
}

TEST_CASE("values and keys are found again in the text") {
  const std::string text =
      R"( {"a" : [1, {"b": "x,]}\"", "c\n": [true, null]}, -2.5e3], "d": {}} )";
  const auto at = [&](const Path& path) { return text.substr(find_value(text, path), 4); };
  CHECK(at({}) == "{\"a\"");
  CHECK(at({"a"}) == "[1, ");
  CHECK(at({"a", "0"}) == "1, {");
  CHECK(at({"a", "1", "b"}) == "\"x,]");
  CHECK(at({"a", "1", "c\n", "1"}) == "null");
  CHECK(at({"a", "2"}) == "-2.5");
  CHECK(at({"d"}) == "{}} ");
  CHECK(text.substr(find_key(text, {"a", "1", "c\n"}), 5) == "\"c\\n\"");
  CHECK(text.substr(find_key(text, {"d"}), 3) == "\"d\"");
}

TEST_CASE("a path that leads nowhere gives the nearest value on the way") {
  const std::string_view text = R"({"a": [1, 2]})";
  CHECK(find_value(text, {"a", "7"}) == find_value(text, {"a"}));
  CHECK(find_value(text, {"x"}) == 0);
  CHECK(find_value(text, {"a", "0", "deeper"}) == find_value(text, {"a", "0"}));
}

TEST_CASE("a key that its object already has is found, however it is spelt") {
  CHECK_FALSE(find_duplicate_key(R"({"a": {"b": 1}, "b": {"a": "b"}, "c": ["a", "a"]})"));
  const std::string_view text = R"({"a": [{"y": 1}, {"x": 1, "y": 2, "\u0078": 3}]})";
  const auto found = find_duplicate_key(text);
  REQUIRE(found);
  CHECK(text.substr(found->offset, 8) == "\"\\u0078\"");
  CHECK(to_pointer(found->path) == "/a/1/x");
}
