#include <mortise/abi/device.h>
#include <mortise/sdk/status.hpp>

#include <stdexcept>

#include <catch2/catch.hpp>

namespace mortise::sdk {
namespace {

std::string text_of(mortise_status_t* status) {
  REQUIRE(status != nullptr);
  const std::string text(to_view(status->message));
  mortise_status_release(status);
  return text;
}

TEST_CASE("message joins texts, numbers and shapes") {
  const Shape shape = {2, -1, -3};
  REQUIRE(message("axis ", 4, " of ", shape, ", ", 0.5, ' ', std::string_view("x")) ==
          "axis 4 of [2, ?, ?], 0.5 x");
}

TEST_CASE("guard turns what is thrown into a status") {
  REQUIRE(guard([] {}) == nullptr);
  mortise_status_t* status = guard([] { fail(MORTISE_STATUS_NOT_FOUND, "no ", "such thing"); });
  REQUIRE(status->code == MORTISE_STATUS_NOT_FOUND);
  REQUIRE(text_of(status) == "no such thing");
  REQUIRE(text_of(guard([] { throw std::runtime_error("broken"); })) == "broken");
  REQUIRE(text_of(guard([] { throw 5; })) == "an exception of an unknown type was thrown");
}

TEST_CASE("guard reports exhausted memory by the static status") {
  mortise_status_t* status = guard([] { throw std::bad_alloc(); });
  REQUIRE(status == out_of_memory_status());
  REQUIRE(status->code == MORTISE_STATUS_OUT_OF_MEMORY);
  REQUIRE(status->flags == MORTISE_STATUS_FLAG_RETRYABLE);
  mortise_status_release(status);
}

TEST_CASE("check throws a status with its code, flags and text, and releases it") {
  try {
    check(make_status(MORTISE_STATUS_UNAVAILABLE, MORTISE_STATUS_FLAG_DEVICE_LOST, "gone"));
    FAIL("nothing was thrown");
  } catch (const Error& error) {
    REQUIRE(error.code() == MORTISE_STATUS_UNAVAILABLE);
    REQUIRE(error.flags() == MORTISE_STATUS_FLAG_DEVICE_LOST);
    REQUIRE(error.text() == "gone");
  }
  REQUIRE_NOTHROW(check(nullptr));
}

struct Grown {
  mortise_fence_point_t unused;
  mortise_ordering_t known;
  uint64_t added;
};

TEST_CASE(
    "A longer struct is accepted while what it adds is zero, and refused at the offset of what is set") {
  Grown grown{};
  grown.known.struct_size = sizeof(mortise_ordering_t) + sizeof(uint64_t);
  REQUIRE_NOTHROW(check_struct(&grown.known, "mortise_ordering_t"));
  grown.added = uint64_t{1} << 16;
  REQUIRE_THROWS_WITH(
      check_struct(&grown.known, "mortise_ordering_t"),
      "mortise_ordering_t has a member at offset 42 that this plugin does not know: "
      "rebuild the plugin with newer headers");
}

TEST_CASE("A table may offer more than this header knows, and no less than its first version") {
  Grown table{};
  table.known.struct_size = sizeof(table);
  table.added = 1;
  REQUIRE_NOTHROW(check_size(&table.known, "a table"));
  table.known.struct_size = 32;
  REQUIRE_NOTHROW(check_size(&table.known, "a table", 32));
  table.known.struct_size = 31;
  REQUIRE_THROWS_WITH(check_size(&table.known, "a table", 32),
                      Catch::StartsWith("a table has 31 bytes, but at least 32 are needed"));
}

TEST_CASE("A struct that has grown may be as short as its first version") {
  mortise_ordering_t ordering{};
  ordering.struct_size = 32;
  REQUIRE_NOTHROW(check_struct(&ordering, "mortise_ordering_t", 32));
  ordering.struct_size = 31;
  REQUIRE_THROWS_WITH(
      check_struct(&ordering, "mortise_ordering_t", 32),
      Catch::StartsWith("mortise_ordering_t has 31 bytes, but at least 32 are needed"));
}

TEST_CASE("A struct shorter than its first version is refused") {
  mortise_ordering_t ordering{};
  ordering.struct_size = 8;
  REQUIRE_THROWS_WITH(
      check_struct(&ordering, "mortise_ordering_t"),
      Catch::StartsWith("mortise_ordering_t has 8 bytes, but at least 40 are needed"));
}

}  // namespace
}  // namespace mortise::sdk
