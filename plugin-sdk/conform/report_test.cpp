#include "plugin-sdk/conform/report.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/expectations.hpp"

namespace mortise::conform {
namespace {

using Json = nlohmann::json;

Report report_of(std::vector<Verdict> verdicts) {
  Report report;
  report.plugin = "acme";
  report.version = "1.2.3";
  report.verdicts = std::move(verdicts);
  return report;
}

const Verdict kPass{"device.copy.offsets", Outcome::kPassed, {}, {}, 0.5};
const Verdict kFail{"device.copy.sizes", Outcome::kFailed, "byte <3> is wrong", "copy(1);\n", 0.5};
const Verdict kSkip{"op.Conv.*", Outcome::kSkipped, "no kernel for Conv", {}, 0};

const Json kManifest = Json::parse(R"({"conformance": {"expected_failures": [
  {"test": "device.copy.*", "reason": "driver bug 4711"}]}})");

}  // namespace

TEST_CASE("a plugin conforms when something passed and nothing is bad") {
  REQUIRE(report_of({kPass, kSkip}).conforms());
  REQUIRE_FALSE(report_of({kPass, kFail}).conforms());
  REQUIRE_FALSE(report_of({kSkip}).conforms());
  REQUIRE_FALSE(report_of({}).conforms());
  for (const Outcome outcome : {Outcome::kCrashed, Outcome::kHung, Outcome::kUnexpectedlyPassed})
    REQUIRE_FALSE(report_of({kPass, {"x", outcome, "", "", 0}}).conforms());
}

TEST_CASE("the JSON report has every test with its reason and reproduction") {
  const Json document = to_json(report_of({kPass, kFail, kSkip}));
  REQUIRE(document["conforms"] == false);
  REQUIRE(document["counts"]["failed"] == 1);
  REQUIRE(document["counts"]["crashed"] == 0);
  REQUIRE(document["tests"].size() == 3);
  REQUIRE(document["tests"][1]["reason"] == "byte <3> is wrong");
  REQUIRE(document["tests"][1]["reproduction"] == "copy(1);\n");
  REQUIRE_FALSE(document["tests"][0].contains("reason"));
}

TEST_CASE(
    "what a plugin prints that is no UTF-8 is replaced in the JSON report, and does not lose it") {
  const Verdict crash{"x", Outcome::kCrashed, "the process printed:\n\xFF\xC3", "copy(\xFE);\n", 0};
  const Json document = Json::parse(json_text(to_json(report_of({kPass, crash}))));
  REQUIRE(document["tests"].size() == 2);
  REQUIRE(document["tests"][1]["reason"] == "the process printed:\n\uFFFD\uFFFD");
  REQUIRE(document["tests"][1]["reproduction"] == "copy(\uFFFD);\n");
}

TEST_CASE("the HTML report escapes what plugins say") {
  const std::string html = to_html(report_of({kPass, kFail}));
  REQUIRE_THAT(html, Catch::Contains("byte &lt;3&gt; is wrong"));
  REQUIRE_THAT(html, Catch::Contains("does not conform"));
  REQUIRE_THAT(to_html(report_of({kPass})), !Catch::Contains("does not conform"));
}

TEST_CASE("a report says which suite ran, and with which options") {
  Report report = report_of({kPass});
  REQUIRE(to_json(report)["suite"] == "conformance");
  REQUIRE(to_json(report)["options"] == Json::array());
  report.abi = true;
  report.options = {"memory_limit=1", "kind=<x>"};
  REQUIRE(to_json(report)["suite"] == "abi");
  REQUIRE(to_json(report)["options"] == Json{"memory_limit=1", "kind=<x>"});
  REQUIRE_THAT(to_html(report), Catch::Contains(", with memory_limit=1 and kind=&lt;x&gt;"));
}

TEST_CASE("the tables count by group and by reason") {
  const Report report = report_of({kPass, kFail, kSkip});
  REQUIRE(summary_line(report) == "3 tests: 1 passed, 1 failed, 1 skipped");
  REQUIRE(group_table(report) ==
          "  device.copy  1 passed, 1 failed\n"
          "  op.Conv      1 skipped\n");
  REQUIRE(skip_table(report) == "  1     no kernel for Conv\n");
}

TEST_CASE("a failure that the manifest expects is a skip with the manifest's reason") {
  const Expectations expectations(kManifest);
  const Verdict judged = expectations.judge(kFail);
  REQUIRE(judged.outcome == Outcome::kSkipped);
  REQUIRE_THAT(judged.reason, Catch::StartsWith("driver bug 4711"));
  REQUIRE(expectations.judge(kSkip).reason == kSkip.reason);
}

TEST_CASE("a pass that the manifest does not expect is no pass") {
  const Verdict judged = Expectations(kManifest).judge(kPass);
  REQUIRE(judged.outcome == Outcome::kUnexpectedlyPassed);
  REQUIRE_THAT(judged.reason, Catch::Contains("remove that entry"));
  REQUIRE(Expectations(Json::object()).judge(kPass).outcome == Outcome::kPassed);
}

TEST_CASE("an expected failure without * and ? is that one test, and no other") {
  const Expectations expectations(Json::parse(
      R"({"conformance": {"expected_failures": [{"test": "device.copy", "reason": "r"}]}})"));
  REQUIRE(expectations.judge(kFail).outcome == Outcome::kFailed);
  Verdict exact = kFail;
  exact.test = "device.copy";
  REQUIRE(expectations.judge(exact).outcome == Outcome::kSkipped);
}

TEST_CASE("expected failures that no test of the suite fits are named") {
  const Expectations expectations(Json::parse(R"({"conformance": {"expected_failures": [
    {"test": "device.copy.*", "reason": "r"}, {"test": "device.copy", "reason": "r"},
    {"test": "abi.create.x", "reason": "r"}]}})"));
  const std::vector<std::string> tests = {"device.copy.offsets", "op.Conv.*"};
  REQUIRE(expectations.unmatched(tests, false) == std::vector<std::string>{"device.copy"});
  REQUIRE(expectations.unmatched(tests, true) == std::vector<std::string>{"abi.create.x"});
  REQUIRE(expectations.unmatched({"abi.create.x"}, true).empty());
}

TEST_CASE("a malformed list of expected failures is refused") {
  REQUIRE_THROWS_WITH(
      Expectations(Json::parse(R"({"conformance": {"expected_failures": [{"test": "x"}]}})")),
      Catch::Contains("`reason`"));
  REQUIRE_THROWS_WITH(
      Expectations(
          Json::parse(R"({"conformance": {"expected_failures": [{"test": 1, "reason": "x"}]}})")),
      Catch::Contains("`test`"));
}

}  // namespace mortise::conform
