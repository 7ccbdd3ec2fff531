#include <catch2/catch.hpp>

#include "tests/conform/kinds/conform_run.hpp"

using namespace mortise::tests;

TEST_CASE("a communicator without a mistake conforms") {
  const ConformReport report = conform("faulty-communicator", {});
  CHECK(report.first_problem() == "passed");
  CHECK(report.conforms);
}

TEST_CASE("the suite finds what is wrong with a communicator, and says what") {
  const Defect defect = GENERATE(values<Defect>({
      {"mean_is_sum", "*.all_reduce.float32.mean", "failed", "is right"},
      {"ignores_tag", "*.message_tags", "failed", "messages are matched by tag"},
      {"ignores_root", "*.broadcast", "failed", "broadcast gives everybody what the root has"},
      {"ignores_key", "*.split_order", "failed", "ordered by key"},
      {"forgets_reason", "*.abort", "failed", "with its reason"},
      {"reaches_all", "*.reaches", "failed", "where the communicator says so"},
      {"swallows_errors", "*.missing_message", "failed", "DEADLINE_EXCEEDED"},
      {"anonymous_errors", "*.missing_rank", "failed", "named with the operation's number"},
      {"loses_last_rank", "*.broadcast", "failed", "the last rank is lost"},
      {"test_never_done", "*.test_alone", "hung", "did not come to an end"},
      {"waits_on_missing_rank", "*.missing_rank", "hung", "did not come to an end"},
  }));
  check_finds("faulty-communicator", defect);
}
