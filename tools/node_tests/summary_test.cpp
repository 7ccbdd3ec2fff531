#include "tools/node_tests/summary.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace mortise::node_tests;

namespace {

const std::vector<Verdict> kVerdicts = {
    {Outcome::kPass, "", 0.5},         {Outcome::kSkip, "no If", 0},
    {Outcome::kSkip, "no Loop", 0},    {Outcome::kSkip, "no Loop", 0},
    {Outcome::kFail, "wrong \xff", 0}, {Outcome::kCrash, "signal 11", 0}};

}  // namespace

TEST_CASE("the summary counts verdicts and reasons") {
  CHECK(summary_line(count(kVerdicts)) == "6 tests: 1 passed, 1 failed, 3 skipped, 1 crashed");
  CHECK(skip_table(kVerdicts) == "     2  no Loop\n     1  no If\n");
}

TEST_CASE("the JSON document has counts and a row per test") {
  std::vector<TestCase> tests;
  for (const char* name : {"a", "b", "c", "d", "e", "f"}) tests.push_back({name, ""});
  const auto document = nlohmann::json::parse(to_json("cpu", tests, kVerdicts));
  CHECK(document["device"] == "cpu");
  CHECK(document["total"] == 6);
  CHECK(document["crash"] == 1);
  CHECK(document["tests"][0]["verdict"] == "pass");
  CHECK_FALSE(document["tests"][0].contains("reason"));
  CHECK(document["tests"][4]["reason"] == "wrong \xef\xbf\xbd");
}
