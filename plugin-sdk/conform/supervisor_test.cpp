#include "plugin-sdk/conform/supervisor.hpp"

#include <cstdlib>
#include <map>

#include <catch2/catch.hpp>

namespace mortise::conform {
namespace {

SuiteOptions options_for(const std::string& tests) {
  SuiteOptions options;
  options.program =
      std::string(std::getenv("MORTISE_BUILD_DIR")) + "/bin/tests/conform-fake-worker";
  options.worker.plugin = tests;
  options.limit_seconds = 30;
  return options;
}

std::map<std::string, Verdict> run(const SuiteOptions& options) {
  std::map<std::string, Verdict> verdicts;
  for (Verdict& verdict : run_suite(options, list_suite(options), [](const Verdict&) {}))
    verdicts[verdict.test] = verdict;
  return verdicts;
}

}  // namespace

TEST_CASE("a test that crashes is a verdict, and the others go on") {
  const auto verdicts = run(options_for("pass_1,crash,pass_2,fail,skip,exit,pass_3"));
  REQUIRE(verdicts.size() == 7);
  for (const char* name : {"pass_1", "pass_2", "pass_3"})
    REQUIRE(verdicts.at(name).outcome == Outcome::kPassed);
  REQUIRE(verdicts.at("crash").outcome == Outcome::kCrashed);
  REQUIRE(verdicts.at("crash").reason ==
          "the process ended with SIGSEGV (Segmentation fault); the process printed:\n"
          "something is wrong");
  REQUIRE(verdicts.at("exit").outcome == Outcome::kCrashed);
  REQUIRE(verdicts.at("exit").reason == "the process ended with exit code 7");
  REQUIRE(verdicts.at("fail").outcome == Outcome::kFailed);
  REQUIRE(verdicts.at("skip").outcome == Outcome::kSkipped);
}

TEST_CASE("a test that hangs is a verdict, and the others go on") {
  SuiteOptions options = options_for("pass_1,hang,pass_2");
  options.limit_seconds = 0.3;
  const auto verdicts = run(options);
  REQUIRE(verdicts.at("hang").outcome == Outcome::kHung);
  REQUIRE(verdicts.at("hang").reason == "it did not come to an end in 0.3 s");
  REQUIRE(verdicts.at("pass_2").outcome == Outcome::kPassed);
}

TEST_CASE("a test that crashes only after another is traced to that other one") {
  const auto verdicts = run(options_for("pass_1,pass_2,damage,pass_3,pass_4,victim,pass_5"));
  REQUIRE(verdicts.at("victim").outcome == Outcome::kCrashed);
  REQUIRE_THAT(verdicts.at("victim").reason, Catch::Contains("it does after damage"));
  REQUIRE(verdicts.at("damage").outcome == Outcome::kFailed);
  REQUIRE_THAT(verdicts.at("damage").reason, Catch::StartsWith("victim crashes after this test"));
  for (const char* name : {"pass_1", "pass_2", "pass_3", "pass_4", "pass_5"})
    REQUIRE(verdicts.at(name).outcome == Outcome::kPassed);
}

TEST_CASE("a test that a worker leaves out has failed, and the others have their verdicts") {
  const auto verdicts = run(options_for("pass_1,ignored_1,pass_2,ignored_2,fail"));
  REQUIRE(verdicts.size() == 5);
  for (const char* name : {"ignored_1", "ignored_2"}) {
    REQUIRE(verdicts.at(name).outcome == Outcome::kFailed);
    REQUIRE(verdicts.at(name).reason == "the process ended without running this test");
  }
  REQUIRE(verdicts.at("pass_1").outcome == Outcome::kPassed);
  REQUIRE(verdicts.at("pass_2").outcome == Outcome::kPassed);
  REQUIRE(verdicts.at("fail").outcome == Outcome::kFailed);
}

TEST_CASE("a crash between two tests is the doing of the first, and the second has its verdict") {
  std::vector<std::string> heard;
  const SuiteOptions options = options_for("pass_1,die_later,fail,pass_2");
  const std::vector<Verdict> verdicts = run_suite(
      options, list_suite(options), [&](const Verdict& verdict) { heard.push_back(verdict.test); });
  REQUIRE(heard == std::vector<std::string>{"pass_1", "die_later", "fail", "pass_2"});
  REQUIRE(verdicts[0].outcome == Outcome::kPassed);
  REQUIRE(verdicts[1].outcome == Outcome::kCrashed);
  REQUIRE(verdicts[1].reason ==
          "the process ended with SIGSEGV (Segmentation fault) after the test");
  REQUIRE(verdicts[2].outcome == Outcome::kFailed);
  REQUIRE(verdicts[3].outcome == Outcome::kPassed);
}

TEST_CASE("a process that does not end after its last test is a hang of that test") {
  SuiteOptions options = options_for("pass,linger");
  options.limit_seconds = 0.3;
  const auto verdicts = run(options);
  REQUIRE(verdicts.at("pass").outcome == Outcome::kPassed);
  REQUIRE(verdicts.at("linger").outcome == Outcome::kHung);
  REQUIRE(verdicts.at("linger").reason == "the process did not end in 0.3 s after the test");
}

TEST_CASE("a batch with its own culprit is bisected in any number of processes") {
  SuiteOptions options = options_for("damage,victim,crash,pass,noise,fail");
  options.jobs = 3;
  const auto verdicts = run(options);
  REQUIRE(verdicts.size() == 6);
  REQUIRE(verdicts.at("crash").outcome == Outcome::kCrashed);
  REQUIRE(verdicts.at("noise").outcome == Outcome::kPassed);
  REQUIRE(verdicts.at("pass").outcome == Outcome::kPassed);
}

TEST_CASE("a plugin that keeps the worker from listing tests is reported with the reason") {
  const auto reason_of = [](const std::string& plugin, double seconds = 30) {
    SuiteOptions options = options_for(plugin);
    options.listing_seconds = seconds;
    try {
      list_suite(options);
    } catch (const Broken& broken) {
      return broken.reason;
    }
    return std::string("nothing");
  };
  REQUIRE(reason_of("broken") == "there is no such plugin");
  REQUIRE_THAT(reason_of("list_crash"), Catch::Contains("SIGABRT"));
  for (const char* plugin : {"list_hang", "list_linger"})
    REQUIRE_THAT(reason_of(plugin, 0.3), Catch::StartsWith("the plugin hangs when it is loaded"));
}

TEST_CASE("tests that do not apply are listed, and are skips with the plugin's reason") {
  const auto verdicts = run(options_for("pass,unsupported_1"));
  REQUIRE(verdicts.at("unsupported_1").outcome == Outcome::kSkipped);
  REQUIRE(verdicts.at("unsupported_1").reason == "not this");
}

TEST_CASE("a filter is a part of a name, or a pattern") {
  REQUIRE(fits("op.Add.float32.row", "Add"));
  REQUIRE(fits("op.Add.float32.row", "op.*.row"));
  REQUIRE_FALSE(fits("op.Add.float32.row", "Add.*.row"));
  REQUIRE_FALSE(fits("op.Add.float32.row", "Sub"));
  REQUIRE(fits("anything", ""));
  SuiteOptions options = options_for("pass_1,fail,pass_2");
  options.filter = "pass*";
  REQUIRE(list_suite(options).size() == 2);
}

}  // namespace mortise::conform
