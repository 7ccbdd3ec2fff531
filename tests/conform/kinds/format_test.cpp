#include <catch2/catch.hpp>

#include "tests/conform/kinds/conform_run.hpp"

using namespace mortise::tests;

TEST_CASE("a format without a mistake conforms") {
  const ConformReport report = conform("faulty-format", {});
  CHECK(report.first_problem() == "passed");
  CHECK(report.conforms);
  CHECK(report.verdicts.at("format.faulty.write.round_trip.identity_chain").outcome == "passed");
  CHECK(report.verdicts.at("format.faulty.write.failure.full_disk").outcome == "passed");
}

TEST_CASE("a format without a mistake keeps to the ABI") {
  const ConformReport report = conform("faulty-format", {"--abi"});
  CHECK(report.first_problem() == "passed");
  for (const char* check : {"path_end", "odd_paths", "tables", "at_once"})
    CHECK(report.verdicts.at(std::string("abi.format.") + check).outcome == "passed");
}

TEST_CASE("what a format cannot hold is skipped with its reason") {
  const ConformReport report = conform("faulty-format", {"--filter", "round_trip.conv_bn"});
  CHECK(report.verdicts.at("format.faulty.write.round_trip.conv_bn").outcome == "skipped");
  CHECK(report.verdicts.at("format.faulty.write.round_trip.conv_bn").reason ==
        "only a chain of nodes without attributes can be written");
}

TEST_CASE("the suite finds what is wrong with a format, and says what") {
  const Defect defect = GENERATE(values<Defect>({
      {"forgets_operator", "format.faulty.write.round_trip.identity_chain", "failed",
       "read back as another graph"},
      {"writes_in_place", "format.faulty.write.failure.full_disk", "failed",
       "replaced as a whole or not at all"},
      {"ignores_full_disk", "format.faulty.write.failure.full_disk", "failed",
       "writing succeeds when the disk is full"},
      {"leaves_temporary", "format.faulty.write.failure.full_disk", "failed",
       "behind when the disk is full"},
      {"trusts_count", "format.faulty.corrupted.chain", "failed", "of memory"},
      {"no_position", "format.faulty.truncated.chain", "failed", "does not say where"},
      {"assumes_output", "format.faulty.truncated.chain", "crashed", "SIGSEGV"},
      {"swallows_no_memory", "format.faulty.memory.chain", "failed",
       "reading succeeds and gives another graph"},
      {"reads_anything", "abi.format.odd_paths", "failed", "there is no such file", true},
      {"leaves_open", "format.faulty.left.chain", "failed", "leaves files open"},
      {"waits_for_fifo", "format.faulty.file.fifo", "hung", "did not come to an end"},
  }));
  check_finds("faulty-format", defect);
}
