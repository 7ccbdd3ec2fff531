#include <catch2/catch.hpp>

#include "tests/conform/kinds/conform_run.hpp"

using namespace mortise::tests;

TEST_CASE("an operator without a mistake conforms") {
  const ConformReport report = conform("faulty-operator", {});
  CHECK(report.first_problem() == "passed");
  CHECK(report.conforms);
  for (const char* check : {"form", "shapes", "unknown", "malformed", "kernel", "smaller_extents",
                            "flags", "in_place", "pieces", "decomposition", "gradient"}) {
    CHECK(report.verdicts.at(std::string("definition.faulty::Scale.") + check).outcome == "passed");
  }
}

TEST_CASE("the suite finds what is wrong with an operator, and says what") {
  const Defect defect = GENERATE(values<Defect>({
      {"in_place_out_of_range", "*.form", "failed", "in-place pair 0 names input 3"},
      {"infer_assumes_rank", "*.unknown", "crashed", "SIGSEGV"},
      {"infer_guesses_extent", "*.unknown", "failed", "an unknown extent of input 0"},
      {"infer_trusts_attribute", "*.malformed", "crashed", "the process ended"},
      {"gradient_twice", "*.gradient", "failed", "the slope measured there"},
      {"decomposes_wrongly", "*.decomposition", "failed", "something else than the kernel"},
      {"piece_too_small", "*.pieces", "failed", "leaves out a part of an input that matters"},
      {"piece_too_large", "*.pieces", "failed", "clamped to the input's extent"},
      {"ignores_extents", "*.smaller_extents", "failed", "beyond the end of output 0"},
      {"in_place_too_early", "*.in_place", "failed", "in the memory of input 0"},
      {"reads_neighbour", "*.flags", "failed", "ELEMENTWISE"},
      {"claims_layout_only", "*.flags", "failed", "LAYOUT_ONLY"},
      {"writes_past_end", "*.kernel", "failed", "beyond the end of output 0"},
      {"impure", "*.kernel", "failed", "PURE"},
  }));
  check_finds("faulty-operator", defect);
}
