#include "tools/node_tests/isolation.hpp"

#include <signal.h>
#include <unistd.h>

#include <stdexcept>

#include <catch2/catch.hpp>

using namespace mortise::node_tests;

namespace {

std::vector<Verdict> run(size_t count, const TestFunction& test, double limit_seconds = 60) {
  return run_isolated(
      count, [&] { return test; }, limit_seconds, [](size_t, const Verdict&) {});
}

}  // namespace

TEST_CASE("verdicts come back in order, with their reasons") {
  const auto verdicts = run(3, [](size_t index) {
    return Verdict{Outcome::kFail, "reason\nof " + std::to_string(index), 0.5};
  });
  REQUIRE(verdicts.size() == 3);
  CHECK(verdicts[2].outcome == Outcome::kFail);
  CHECK(verdicts[2].reason == "reason\nof 2");
  CHECK(verdicts[2].seconds == 0.5);
}

TEST_CASE("a test that crashes is a verdict, and the others go on") {
  const auto verdicts = run(4, [](size_t index) -> Verdict {
    if (index == 1) ::raise(SIGKILL);
    if (index == 2) ::_exit(3);
    return {};
  });
  REQUIRE(verdicts.size() == 4);
  CHECK(verdicts[0].outcome == Outcome::kPass);
  CHECK(verdicts[1].outcome == Outcome::kCrash);
  CHECK(verdicts[1].reason == "the process ended with signal 9 (Killed)");
  CHECK(verdicts[2].outcome == Outcome::kCrash);
  CHECK(verdicts[2].reason == "the process ended with exit code 3");
  CHECK(verdicts[3].outcome == Outcome::kPass);
}

TEST_CASE("a crash of the last test is not lost") {
  const auto verdicts = run(1, [](size_t) -> Verdict {
    ::raise(SIGKILL);
    return {};
  });
  REQUIRE(verdicts.size() == 1);
  CHECK(verdicts[0].outcome == Outcome::kCrash);
}

TEST_CASE("a test that hangs fails, and the others go on") {
  const auto verdicts = run(
      2,
      [](size_t index) -> Verdict {
        if (index == 0) ::pause();
        return {};
      },
      0.25);
  REQUIRE(verdicts.size() == 2);
  CHECK(verdicts[0].outcome == Outcome::kFail);
  CHECK(verdicts[0].reason == "it ran longer than 0.25 s");
  CHECK(verdicts[1].outcome == Outcome::kPass);
}

TEST_CASE("tests that cannot be made are an error, not a crash") {
  const MakeTests make = []() -> TestFunction { throw std::runtime_error("no plugins"); };
  CHECK_THROWS_WITH(run_isolated(2, make, 60, [](size_t, const Verdict&) {}), "no plugins");
}
