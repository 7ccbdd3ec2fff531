#include <catch2/catch.hpp>

#include "tests/conform/kinds/conform_run.hpp"

using namespace mortise::tests;

TEST_CASE("a pass without a mistake conforms") {
  const ConformReport report = conform("faulty-pass", {});
  CHECK(report.first_problem() == "passed");
  CHECK(report.conforms);
  CHECK(report.verdicts.at("pass.faulty.graph.identity_chain").outcome == "passed");
}

TEST_CASE("a pass that refuses some graphs is tried on the others") {
  const ConformReport report =
      conform("faulty-pass", {"--option", "bug=refuses_large", "--filter", "*.random_graphs"});
  CHECK(report.verdicts.at("pass.faulty.random_graphs").outcome == "passed");
}

TEST_CASE("the suite finds what is wrong with a pass, and says what") {
  const Defect defect = GENERATE(values<Defect>({
      {"wrong_operator", "pass.faulty.graph.shared", "failed", "changes what the graph computes"},
      {"wrong_operator", "pass.faulty.random_graphs", "failed", "changes what the graph computes"},
      {"scales_halves", "pass.faulty.graph.halves", "failed", "changes what the graph computes"},
      {"says_unchanged", "pass.faulty.graph.identity_ends", "failed",
       "out_changed is 0, but the graph was changed"},
      {"says_changed", "pass.faulty.graph.pass_through", "failed",
       "out_changed is 1, but the graph is as it was"},
      {"adds_output", "pass.faulty.graph.transposes", "failed", "changes the graph's interface"},
      {"counts_runs", "pass.faulty.graph.twins", "failed", "its second run changes the graph"},
      {"option_crash", "pass.faulty.option.mode=first", "crashed", "SIGSEGV"},
      {"option_not_idempotent", "pass.faulty.option.mode=first", "failed",
       "its second run changes the graph"},
      {"half_done", "pass.faulty.failure.edit", "failed", "after an edit failed"},
      {"half_done", "pass.faulty.failure.memory", "failed", "after an allocation failed"},
      {"leak", "pass.faulty.memory.leaks", "failed", "never freed"},
      {"reads_removed", "pass.faulty.memory.stale_reads", "crashed", "SIGSEGV"},
      {"unknown_flag", "pass.faulty.description", "failed", "unknown flags"},
      {"refuses_all", "pass.faulty.acts", "failed", "refuses every graph of the suite"},
  }));
  check_finds("faulty-pass", defect);
}
