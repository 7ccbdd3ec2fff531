#include <catch2/catch.hpp>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {
namespace {

using Texts = std::vector<std::string>;

std::vector<Tensor> split(const Tensor& x, const Attrs& attrs) {
  return run("StringSplit", {x}, attrs, outputs(2));
}

TEST_CASE("StringSplit splits at each delimiter and pads with empty strings") {
  const auto y = split(string_tensor({2}, {"o-n--x-", "a"}), {{"delimiter", "-"}});
  REQUIRE(y[0].shape == Shape{2, 5});
  REQUIRE(y[0].strings() == Texts{"o", "n", "", "x", "", "a", "", "", "", ""});
  require_equal(y[1], tensor<int64_t>({2}, {5, 1}));
}

TEST_CASE("StringSplit without a delimiter splits at white space of any length") {
  const auto x = string_tensor({3}, {"  hello \t world\n", "", " x"});
  for (const Attrs& attrs : {Attrs{}, Attrs{{"delimiter", ""}}}) {
    const auto y = split(x, attrs);
    REQUIRE(y[0].shape == Shape{3, 2});
    REQUIRE(y[0].strings() == Texts{"hello", "world", "", "", "x", ""});
    require_equal(y[1], tensor<int64_t>({3}, {2, 0, 1}));
  }
}

TEST_CASE("StringSplit leaves the rest whole after maxsplit splits") {
  REQUIRE(split(string_tensor({1}, {" the quick  brown fox "}), {{"maxsplit", 2}})[0].strings() ==
          Texts{"the", "quick", "brown fox "});
  REQUIRE(
      split(string_tensor({1}, {"a::b::c"}), {{"delimiter", "::"}, {"maxsplit", 1}})[0].strings() ==
      Texts{"a", "b::c"});
  REQUIRE(split(string_tensor({1}, {"a b"}), {{"maxsplit", 0}})[0].strings() == Texts{"a b"});
}

TEST_CASE("StringSplit of nothing has no substrings") {
  REQUIRE(split(string_tensor({0}, {}), {{"delimiter", "-"}})[0].shape == Shape{0, 0});
  REQUIRE(split(string_tensor({1}, {""}), {{"delimiter", "-"}})[0].strings() == Texts{""});
}

TEST_CASE("StringSplit's shape needs the content of its input") {
  const auto unknown = infer("StringSplit", {type<mortise_string_t>({-2, 3})}, {}, 2);
  REQUIRE(unknown.type(0) == "string[#0, 3, ?]");
  REQUIRE(unknown.type(1) == "int64[#0, 3]");
  REQUIRE(unknown.needs == std::vector<uint64_t>{0});
  REQUIRE_THROWS_WITH(infer("StringSplit", {type<mortise_string_t>({1})}, {{"maxsplit", -1}}, 2),
                      Catch::Contains("maxsplit is -1"));
}

}  // namespace
}  // namespace mortise::ops::testing
