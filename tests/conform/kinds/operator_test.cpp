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

TEST_CASE("an operator without a mistake keeps to the ABI") {
  const ConformReport report = conform("faulty-operator", {"--abi"});
  CHECK(report.first_problem() == "passed");
  for (const char* check :
       {"node", "input", "output", "type", "inference", "support", "at_once", "index", "memory"})
    CHECK(report.verdicts.at(std::string("abi.operator.") + check).outcome == "passed");
}

TEST_CASE("what an operator does not claim is skipped with the reason") {
  const ConformReport report =
      conform("faulty-operator", {"--option", "bug=claims_nothing", "--filter", "*.flags"});
  const ConformVerdict& flags = report.verdicts.at("definition.faulty::Scale.flags");
  CHECK(flags.outcome == "skipped");
  CHECK(flags.reason ==
        "the operator claims nothing that can be tried: no ELEMENTWISE, COMMUTATIVE and the like");
}

TEST_CASE("kernels for fixed extents are not launched with smaller ones") {
  const ConformReport report =
      conform("faulty-operator", {"--option", "bug=not_ranged", "--filter", "*.smaller_extents"});
  CHECK(report.verdicts.at("definition.faulty::Scale.smaller_extents").outcome == "skipped");
}

TEST_CASE("the suite finds what is wrong with an operator, and says what") {
  const Defect defect = GENERATE(values<Defect>({
      {"in_place_out_of_range", "*.form", "failed", "in-place pair 0 names input 3"},
      {"infer_assumes_rank", "*.unknown", "crashed", "SIGSEGV"},
      {"infer_guesses_extent", "*.unknown", "failed", "an unknown extent of input 0"},
      {"infer_trusts_attribute", "*.malformed", "crashed", "the process ended"},
      {"gradient_twice", "*.gradient", "failed", "the slope measured there"},
      {"gradient_left_out", "*.gradient", "failed", "gets no gradient"},
      {"decomposes_wrongly", "*.decomposition", "failed", "something else than the kernel"},
      {"piece_too_small", "*.pieces", "failed", "leaves out a part of an input that matters"},
      {"piece_too_large", "*.pieces", "failed", "clamped to the input's extent"},
      {"ignores_extents", "*.smaller_extents", "failed", "beyond the end of output 0"},
      {"in_place_too_early", "*.in_place", "failed", "in the memory of input 0"},
      {"reads_neighbour", "*.flags", "failed", "ELEMENTWISE"},
      {"claims_layout_only", "*.flags", "failed", "LAYOUT_ONLY"},
      {"claims_involution", "*.flags", "failed", "INVOLUTION"},
      {"claims_idempotent", "*.flags", "failed", "IDEMPOTENT"},
      {"claims_reshapes", "*.flags", "failed", "RESHAPES"},
      {"forwards_too_much", "*.forward", "failed", "says that output 0 equals input 0"},
      {"writes_past_end", "*.kernel", "failed", "beyond the end of output 0"},
      {"instance_leaks", "plugin.instance.create_cycles", "failed", "bytes of the heap"},
      {"status_leaks", "plugin.instance.two_at_once", "failed", "statuses made"},
      {"packs_too_much", "plugin.instance.two_at_once", "failed",
       "behind the end of a packed constant"},
      {"kernel_of_another", "kernel.*", "failed", "is right"},
      {"cuts_node", "abi.operator.node", "failed", "was taken: a member that is not known", true},
      {"hides_lack_of_memory", "abi.operator.memory", "failed", "must be OUT_OF_MEMORY", true},
      {"impure", "*.kernel", "failed", "PURE"},
  }));
  check_finds("faulty-operator", defect);
}
