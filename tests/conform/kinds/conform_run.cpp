#include "tests/conform/kinds/conform_run.hpp"

#include <cstdlib>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/cli/program.hpp"

namespace mortise::tests {

using Json = nlohmann::json;

std::string ConformReport::first_problem() const {
  for (const auto& [test, verdict] : verdicts) {
    if (verdict.outcome != "passed" && verdict.outcome != "skipped")
      return test + " " + verdict.outcome + ": " + verdict.reason;
  }
  return "passed";
}

ConformReport conform(const std::string& plugin, std::vector<std::string> arguments) {
  const std::string build = std::string(std::getenv("MORTISE_BUILD_DIR")) + "/";
  const std::string folder =
      plugin.find('/') == std::string::npos ? build + "tests/plugins/conform/" : build;
  arguments.insert(arguments.begin(), {folder + plugin + ".mortise.json", "--json", "--jobs", "1"});
  const Outcome outcome = run_program("bin/mortise-conform", arguments);
  INFO(outcome.err);
  const Json document = Json::parse(outcome.out, nullptr, false);
  REQUIRE(document.is_object());
  ConformReport report;
  report.conforms = document["conforms"].get<bool>();
  for (const Json& test : document["tests"]) {
    report.verdicts[test["name"].get<std::string>()] = {test["outcome"].get<std::string>(),
                                                        test.value("reason", std::string())};
  }
  return report;
}

void check_finds(const std::string& plugin, const Defect& defect) {
  std::vector<std::string> arguments = {
      "--option", std::string("bug=") + defect.bug, "--filter", defect.test, "--timeout", "20"};
  if (defect.abi) arguments.emplace_back("--abi");
  const ConformReport report = conform(plugin, arguments);
  INFO("bug " << defect.bug);
  CHECK_FALSE(report.conforms);
  for (const auto& [test, verdict] : report.verdicts) {
    if (verdict.outcome != defect.outcome) continue;
    if (verdict.reason.find(defect.words) != std::string::npos) return;
  }
  FAIL_CHECK("no test " << defect.test << " ended as " << defect.outcome << " with \""
                        << defect.words
                        << "\" in its reason; the first problem is: " << report.first_problem());
}

}  // namespace mortise::tests
