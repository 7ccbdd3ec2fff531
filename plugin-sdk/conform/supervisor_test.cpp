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
  const auto reason_of = [](const std::string& plugin) {
    try {
      list_suite(options_for(plugin));
    } catch (const Broken& broken) {
      return broken.reason;
    }
    return std::string("nothing");
  };
  REQUIRE(reason_of("broken") == "there is no such plugin");
  REQUIRE_THAT(reason_of("list_crash"), Catch::Contains("SIGABRT"));
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
