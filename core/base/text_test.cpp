#include "core/base/text.hpp"

#include <catch2/catch.hpp>

using namespace mortise;

TEST_CASE("a misspelt name gets the nearest known one as suggestion") {
  const std::vector<std::string_view> known = {"backends", "fallback", "execution", "passes"};
  CHECK(nearest("backend", known) == "backends");
  CHECK(nearest("Passes", known) == "passes");
  CHECK(nearest("exectuion", known) == "execution");
  CHECK(did_you_mean("falback", known) == "; did you mean `fallback`?");
}

TEST_CASE("a name unlike all known ones gets no suggestion") {
  CHECK(nearest("communicator", {"passes", "cpu"}).empty());
  CHECK(nearest("", {"passes"}).empty());
  CHECK(did_you_mean("x", {}).empty());
  CHECK(nearest(std::string(100000, 'a'), {"aaaa"}).empty());
}

TEST_CASE("two neighbouring letters swapped are one mistake") {
  CHECK(nearest("pu", {"up"}) == "up");
  CHECK(nearest("threasd", {"threads"}) == "threads");
}

TEST_CASE("names are joined with a separator between them only") {
  CHECK(join({}).empty());
  CHECK(join({"a"}) == "a");
  CHECK(join({"a", "b"}, " or ") == "a or b");
  CHECK(concat({"a", "", "b"}) == "ab");
}
