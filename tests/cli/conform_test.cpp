// `mortise conform`: what it is given, and what it says of it before a test runs.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

using namespace mortise::tests;
using Catch::Contains;

namespace {

std::string reference() {
  return std::string(std::getenv("MORTISE_BUILD_DIR")) +
         "/lib/mortise/plugins/reference.mortise.json";
}

Outcome conform(std::vector<std::string> more) {
  std::vector<std::string> words = {"conform", reference(), "--filter", "plugin.*"};
  words.insert(words.end(), more.begin(), more.end());
  return mortise_program(words);
}

}  // namespace

TEST_CASE("conform runs the tests that fit a filter") {
  const TemporaryFolder folder;
  const Outcome outcome = conform({"--report", folder.path("report.json"), "--json"});
  INFO(outcome.err);
  CHECK(outcome.exit_code == 0);
  CHECK(nlohmann::json::parse(outcome.out)["plugin"] == "reference");
}

TEST_CASE("conform looks at what it is to write before it runs") {
  const Outcome outcome = conform({"--report", "/nonexistent/report.json"});
  CHECK(outcome.exit_code == 3);
  CHECK_THAT(outcome.err, Contains("mortise conform: error: /nonexistent/report.json"));
  CHECK(outcome.out.empty());
}

TEST_CASE("conform refuses a time that is no number, and options that it does not know") {
  const Outcome time = conform({"--timeout", "nan"});
  CHECK(time.exit_code == 2);
  CHECK_THAT(time.err, Contains("mortise conform: error:") && Contains("nan is not a number") &&
                           Contains("--help"));
  const Outcome unknown = conform({"--jbos", "2", "--json"});
  CHECK(unknown.exit_code == 2);
  CHECK(nlohmann::json::parse(unknown.out)["error"]["exit_code"] == 2);
}

TEST_CASE("conform says that there is no such file") {
  const Outcome outcome = mortise_program({"conform", "/nonexistent.so"});
  CHECK(outcome.exit_code == 3);
  CHECK_THAT(outcome.err, Contains("/nonexistent.so: No such file"));
}
