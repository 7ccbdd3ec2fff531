#include "core/base/struct_check.hpp"

#include <catch2/catch.hpp>

using namespace mortise;

namespace {

// A struct that had 16 bytes in its first version, has 24 in ours, and 32 in a later one.
struct Later {
  uint64_t struct_size;
  uint64_t first;
  uint64_t second;
  uint64_t third;
};
constexpr uint64_t kFirst = 16, kOurs = 24;

std::string refusal(const Later& object) {
  const Status status =
      check_grown_struct(&object, object.struct_size, kFirst, kOurs, "the struct");
  return status.ok() ? "" : std::string(status.message());
}

}  // namespace

TEST_CASE("a struct that has grown is accepted from its first size on") {
  CHECK(refusal({16, 1, 1, 1}) == "");
  CHECK(refusal({24, 1, 1, 1}) == "");
  CHECK(refusal({32, 1, 1, 0}) == "");
  CHECK(
      refusal({15, 0, 0, 0}) ==
      "the struct: struct_size is 15, less than the 16 bytes of its first version; set it to sizeof the struct");
}

TEST_CASE("a member that a later version added is refused at its offset when it is set") {
  CHECK(
      refusal({32, 0, 0, 256}) ==
      "the struct: the byte at offset 25 is set, but this version knows only 24 bytes of the struct");
}

TEST_CASE("a table may offer what this version does not call") {
  const Later table = {32, 1, 1, 1};
  CHECK(check_table(&table, 32, kFirst, "the table").ok());
  CHECK(check_table(&table, 16, kFirst, "the table").ok());
  CHECK(
      check_table(&table, 15, kFirst, "the table").message() ==
      "the table: struct_size is 15, less than the 16 bytes of its first version; set it to sizeof the struct");
  CHECK_THAT(std::string(check_table(&table, 5000, kFirst, "the table").message()),
             Catch::Contains("more than any version's"));
}
