#include "tools/mortise/report.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using mortise::cli::arena_bytes;
using mortise::cli::report_text;
using Json = nlohmann::ordered_json;

namespace {

const Json kReport = Json::parse(R"({
  "cache": {"hits": 2, "misses": 1},
  "packed_constant_bytes": 1500,
  "programs": [{
    "input_shapes": [[1, 3, 8, 8], []],
    "memory": [{"space": "host", "arena_bytes": 2048}],
    "profiled_runs": 3,
    "steps": [
      {"node": "a", "op": "Relu", "device": "cpu", "seconds": 0.001},
      {"node": "b", "op": "Conv", "device": "cpu", "seconds": 0.008},
      {"node": "c", "op": "Relu", "device": "cpu", "seconds": 0.001}],
    "fallbacks": [
      {"node": "d", "op": "Sort", "device": "reference", "reason": "no kernel"},
      {"node": "e", "op": "Sort", "device": "reference", "reason": "no kernel"}],
    "loops": [{"node": "Loop 'l'", "programs": [
      {"input_shapes": [[2]], "memory": [{"space": "host", "arena_bytes": 8}]}]}],
    "rest": [{"input_shapes": [[5]], "memory": [{"space": "host", "arena_bytes": 4}]}]}]
})");

}  // namespace

TEST_CASE("a report sums up times by operator, longest first") {
  const std::string text = report_text(kReport);
  CHECK_THAT(text, Catch::Contains("program 1 for 1x3x8x8, scalar"));
  CHECK_THAT(text, Catch::Contains("Conv          1  8 ms  80.0 %"));
  CHECK_THAT(text, Catch::Contains("Relu          2  2 ms  20.0 %"));
  CHECK(text.find("Conv") < text.find("Relu"));
}

TEST_CASE("a report tells each fallback once, with its reason") {
  CHECK_THAT(report_text(kReport), Catch::Contains("2 x Sort ran on reference: no kernel"));
}

TEST_CASE("the memory of later segments and of loops counts") {
  CHECK(arena_bytes(kReport) == 2060);
}

TEST_CASE("a report tells what the body of a loop was compiled for") {
  CHECK_THAT(report_text(kReport), Catch::Contains("the body of Loop 'l' 1 for 2"));
}

TEST_CASE("an empty report is told without failing") {
  CHECK_THAT(report_text(Json::parse("{}")), Catch::Contains("0 hits"));
}
