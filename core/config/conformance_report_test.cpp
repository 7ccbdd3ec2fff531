#include "core/config/conformance_report.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace mortise;
using namespace mortise::config;
using Json = nlohmann::json;

namespace {

const Json kReport = {{"plugin", "acme"},          {"version", "1.0.0"},
                      {"sha256", "00ff"},          {"abi", "0.1"},
                      {"conforms", true},          {"suite", "conformance"},
                      {"options", Json::array()},  {"filter", ""},
                      {"tests", {{{"name", "x"}}}}};

std::string error_with(const Json& changes) {
  Json json = kReport;
  json.merge_patch(changes);
  const auto result = parse_conformance_report(json.dump(), "r.json");
  REQUIRE_FALSE(result.ok());
  return std::string(result.error().message());
}

}  // namespace

TEST_CASE("a report says for what it was made, and with what result") {
  const auto report = parse_conformance_report(kReport.dump(), "r.json");
  REQUIRE(report.ok());
  CHECK(report.value().plugin == "acme");
  CHECK(report.value().sha256 == "00ff");
  CHECK(report.value().conforms);
  CHECK(report.value().suite == "conformance");
  CHECK(report.value().filter.empty());
  CHECK(report.value().options.empty());
}

TEST_CASE("a report without what the host needs is an error with its place") {
  CHECK_THAT(error_with({{"plugin", nullptr}}), Catch::Contains("plugin"));
  CHECK_THAT(error_with({{"conforms", "yes"}}),
             Catch::Contains("/conforms: must be true or false"));
  CHECK_THAT(error_with({{"filter", nullptr}}), Catch::Contains("filter"));
  CHECK_THAT(error_with({{"suite", nullptr}}), Catch::Contains("suite"));
  CHECK_THAT(error_with({{"options", nullptr}}), Catch::Contains("options"));
  CHECK_THAT(error_with({{"options", {1}}}), Catch::Contains("/options/0"));
  const auto list = parse_conformance_report("[]", "r.json");
  REQUIRE_FALSE(list.ok());
  CHECK_THAT(std::string(list.error().message()), Catch::Contains("must be an object"));
}

TEST_CASE("a report may be longer than a config, up to its own limit") {
  Json json = kReport;
  json["padding"] = std::string(2 << 20, 'x');
  CHECK(parse_conformance_report(json.dump(), "r.json").ok());
  json["padding"] = std::string(kMaxReportSize, 'x');
  const auto result = parse_conformance_report(json.dump(), "r.json");
  REQUIRE_FALSE(result.ok());
  CHECK_THAT(std::string(result.error().message()), Catch::Contains("limit of 16 MiB"));
}
