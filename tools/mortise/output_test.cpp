#include "tools/mortise/output.hpp"

#include <mortise/mortise.hpp>

#include <cmath>

#include <catch2/catch.hpp>

#include "tools/mortise/exit_code.hpp"
#include "tools/mortise/outputs.hpp"

using namespace mortise::cli;

TEST_CASE("a table aligns words left and counts right") {
  Table table({"NAME", ">COUNT", "REST"});
  table.add({"a", "5", "1st"});
  table.add({"größer", "1234", ""});
  CHECK(table.text() ==
        "NAME    COUNT  REST\n"
        "a           5  1st\n"
        "größer   1234\n");
}

TEST_CASE("quantities are written with three digits and their unit") {
  CHECK(format_seconds(1.5) == "1.5 s");
  CHECK(format_seconds(0.0123456) == "12.3 ms");
  CHECK(format_seconds(2.5e-6) == "2.5 µs");
  CHECK(format_seconds(0) == "0");
  CHECK(format_bytes(999) == "999 B");
  CHECK(format_bytes(12'345'678) == "12.3 MB");
  CHECK(format_number(-INFINITY) == "-inf");
}

TEST_CASE("each status has the exit code that the manual gives it") {
  CHECK(exit_code_of(MORTISE_STATUS_INVALID_ARGUMENT) == 3);
  CHECK(exit_code_of(MORTISE_STATUS_DATA_LOSS) == 3);
  CHECK(exit_code_of(MORTISE_STATUS_NOT_FOUND) == 4);
  CHECK(exit_code_of(MORTISE_STATUS_UNSUPPORTED) == 4);
  CHECK(exit_code_of(MORTISE_STATUS_UNAVAILABLE) == 4);
  CHECK(exit_code_of(MORTISE_STATUS_OUT_OF_MEMORY) == 5);
  CHECK(exit_code_of(MORTISE_STATUS_DEADLINE_EXCEEDED) == 6);
  CHECK(exit_code_of(MORTISE_STATUS_INTERNAL) == 1);
  CHECK(exit_code_of(999) == 1);
}

TEST_CASE("outputs are checked before anything runs") {
  using Catch::Contains;
  CHECK(parse_outputs({"y=a.npy"}, {"y", "z"}).at("y") == "a.npy");
  CHECK(parse_outputs({"a.raw"}, {"y"}).at("y") == "a.raw");
  CHECK_THROWS_WITH(parse_outputs({"y=a.txt"}, {"y"}), Contains("must end in .npy, .raw or .bin"));
  CHECK_THROWS_WITH(parse_outputs({"w=a.npy"}, {"y", "z"}), Contains("the model has no `w`"));
  CHECK_THROWS_WITH(parse_outputs({"y=a.npy", "y=b.npy"}, {"y"}), Contains("given twice"));
  CHECK_THROWS_WITH(parse_outputs({"y=a.npy", "z=./a.npy"}, {"y", "z"}), Contains("same file"));
}
