// The worker as the supervisor hears it, with plugins of this tree.
#include "plugin-sdk/conform/worker.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/child.hpp"
#include "plugin-sdk/conform/verdict.hpp"

namespace mortise::conform {
namespace {

using Json = nlohmann::json;

std::vector<Json> events_of(const std::string& task, const std::string& names,
                            const std::string& repeat = "1") {
  const std::string build = std::getenv("MORTISE_BUILD_DIR");
  Child child(
      build + "/bin/mortise-conform",
      {"--worker", task, build + "/lib/mortise/plugins/reference.mortise.json", "--repeat", repeat},
      names);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(2);
  std::vector<Json> events;
  std::string line;
  while (child.next(line, deadline) == Child::Event::kLine) events.push_back(Json::parse(line));
  INFO(child.output());
  CHECK(child.wait(deadline) == std::string("exit code 0"));
  return events;
}

Outcome outcome_of(const Json& event) { return static_cast<Outcome>(event.at("outcome")); }

}  // namespace

TEST_CASE("a test that the worker does not have is a failure, not a silence") {
  const auto events = events_of("run", "device.no.such_test\n");
  REQUIRE(events.size() == 3);
  CHECK(events[0] == Json{{"begin", "device.no.such_test"}});
  CHECK(events[1].at("end") == "device.no.such_test");
  CHECK(outcome_of(events[1]) == Outcome::kFailed);
  CHECK_THAT(events[1].at("reason").get<std::string>(),
             Catch::Contains("there is none of that name"));
  CHECK(events[2] == Json{{"done", true}});
}

TEST_CASE("a test that the worker skips as a whole, although it is told to run it, is a failure") {
  const auto listed = events_of("list", "");
  const auto skipped = std::find_if(listed.begin(), listed.end(),
                                    [](const Json& event) { return event.contains("reason"); });
  REQUIRE(skipped != listed.end());
  const auto events = events_of("run", skipped->at("test").get<std::string>() + "\n");
  REQUIRE(events.size() == 3);
  CHECK(outcome_of(events[1]) == Outcome::kFailed);
  CHECK_THAT(events[1].at("reason").get<std::string>(),
             Catch::EndsWith("it does not apply: " + skipped->at("reason").get<std::string>()));
}

TEST_CASE("each round of a repeated test is said, so that the time limit is that of a round") {
  const std::string name = "device.life.description_is_stable";
  const auto events = events_of("run", name + "\n", "3");
  REQUIRE(events.size() == 5);
  CHECK(events[0] == Json{{"begin", name}});
  CHECK(events[1] == Json{{"round", 1}});
  CHECK(events[2] == Json{{"round", 2}});
  CHECK(events[3].at("end") == name);
  CHECK(outcome_of(events[3]) == Outcome::kPassed);
}

}  // namespace mortise::conform
