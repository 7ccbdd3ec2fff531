#include "core/config/options.hpp"

#include <catch2/catch.hpp>

#include "core/config/manifest.hpp"

using namespace mortise;
using namespace mortise::config;

namespace {

OptionSchemas schemas() {
  const std::string text = R"({
    "id": "p", "version": "1.0.0", "interfaces": {"device": "0.1"}, "provides": {"devices": ["d"]},
    "library": "p.so", "sha256": ")" +
                           std::string(64, '0') + R"(", "platform": {"os": "o", "arch": "a"},
    "options": {
      "fuse": {"type": "boolean", "default": true},
      "limit": {"type": "integer", "minimum": 1, "maximum": 8},
      "drop": {"type": "number", "default": 0.5},
      "mode": {"type": "string", "enum": ["fast", "exact"]},
      "sizes": {"type": "array", "items": "integer", "maximum": 100},
      "names": {"type": "array", "items": "string"}}})";
  auto manifest = parse_manifest(text, "m.json");
  REQUIRE(manifest.ok());
  return manifest->options;
}

std::string error_of(std::string_view json) {
  const auto result = check_options(schemas(), json, "here");
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().code() == MORTISE_STATUS_INVALID_ARGUMENT);
  return std::string(result.error().message());
}

}  // namespace

TEST_CASE("options arrive sorted, with defaults filled in") {
  const auto result = check_options(
      schemas(), R"({"sizes": [3, 100], "mode": "exact", "limit": 8, "names": ["b", "a"]})",
      "here");
  REQUIRE(result.ok());
  const mortise_options_t& options = result.value().abi();
  REQUIRE(options.struct_size == sizeof(options));
  REQUIRE(options.count == 6);
  CHECK(to_view(options.items[0].name) == "drop");
  CHECK(options.items[0].kind == MORTISE_ATTRIBUTE_FLOAT);
  CHECK(options.items[0].float_value == 0.5);
  CHECK(to_view(options.items[1].name) == "fuse");
  CHECK(options.items[1].kind == MORTISE_ATTRIBUTE_INT);
  CHECK(options.items[1].int_value == 1);
  CHECK(options.items[2].int_value == 8);
  CHECK(to_view(options.items[3].string_value) == "exact");
  REQUIRE(options.items[4].count == 2);
  CHECK(to_view(options.items[4].strings[0]) == "b");
  CHECK(options.items[5].kind == MORTISE_ATTRIBUTE_INTS);
  REQUIRE(options.items[5].count == 2);
  CHECK(options.items[5].ints[1] == 100);
}

TEST_CASE("an option without a default that is not given is absent") {
  const auto result = check_options(schemas(), "", "here");
  REQUIRE(result.ok());
  CHECK(result.value().abi().count == 2);
}

TEST_CASE("options stay where they are when the set moves") {
  auto result =
      check_options(schemas(), R"({"names": ["some string that is long enough"]})", "here");
  REQUIRE(result.ok());
  const mortise_options_t* before = &result.value().abi();
  const OptionSet moved = std::move(result).value();
  CHECK(&moved.abi() == before);
  CHECK(to_view(moved.abi().items[2].strings[0]) == "some string that is long enough");
}

TEST_CASE("a wrong option is an error that says what is allowed") {
  CHECK(
      error_of(R"({"fuze": true})") ==
      "here: /fuze: unknown key; did you mean `fuse`? (allowed here: drop, fuse, limit, mode, names, sizes)");
  CHECK(error_of(R"({"fuse": 1})") == "here: /fuse: must be true or false, not `1`");
  CHECK(error_of(R"({"limit": 9})") == "here: /limit: must be at most 8, not `9`");
  CHECK(error_of(R"({"limit": 0})") == "here: /limit: must be at least 1, not `0`");
  CHECK(error_of(R"({"limit": 2.0})") == "here: /limit: must be an integer, not `2.0`");
  CHECK(error_of(R"({"limit": 18446744073709551615})") ==
        "here: /limit: must be an integer, not `18446744073709551615`");
  CHECK(error_of(R"({"drop": "0.5"})") == "here: /drop: must be a number, not `\"0.5\"`");
  CHECK(error_of(R"({"mode": "fsat"})") ==
        "here: /mode: `fsat` is not one of fast, exact; did you mean `fast`?");
  CHECK(error_of(R"({"sizes": [1, 101]})") == "here: /sizes/1: must be at most 100, not `101`");
  CHECK(error_of(R"({"names": "a"})") == "here: /names: must be an array, not `\"a\"`");
  CHECK(error_of("[]") == "here: must be an object, not an array");
}

TEST_CASE("options for what has none are an error") {
  const auto result = check_options({}, R"({"x": 1})", "here");
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().message() == "here: there are no options; leave them out");
}
