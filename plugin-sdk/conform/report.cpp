#include "plugin-sdk/conform/report.hpp"

#include <mortise/abi/fingerprint.h>
#include <mortise/mortise.hpp>

#include <algorithm>
#include <array>
#include <map>

#include <nlohmann/json.hpp>

namespace mortise::conform {
namespace {

using Json = nlohmann::json;

std::string key_of(Outcome outcome) {
  std::string key = outcome_name(outcome);
  std::replace(key.begin(), key.end(), ' ', '_');
  return key;
}

// "device.copy" of "device.copy.offsets".
std::string group_of(const std::string& test) {
  const size_t first = test.find('.');
  return test.substr(0, first == std::string::npos ? first : test.find('.', first + 1));
}

std::string padded(std::string text, size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

std::string counts_text(const std::map<Outcome, size_t>& counts) {
  std::string text;
  for (const auto& [outcome, count] : counts)
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + outcome_name(outcome);
  return text;
}

}  // namespace

size_t Report::count(Outcome outcome) const {
  return static_cast<size_t>(
      std::count_if(verdicts.begin(), verdicts.end(),
                    [&](const Verdict& verdict) { return verdict.outcome == outcome; }));
}

bool Report::conforms() const {
  return count(Outcome::kPassed) > 0 &&
         std::none_of(verdicts.begin(), verdicts.end(),
                      [](const Verdict& verdict) { return is_bad(verdict.outcome); });
}

Json to_json(const Report& report) {
  Json counts;
  for (const Outcome outcome : kOutcomes) counts[key_of(outcome)] = report.count(outcome);
  Json tests = Json::array();
  for (const Verdict& verdict : report.verdicts) {
    Json test = {
        {"name", verdict.test}, {"outcome", key_of(verdict.outcome)}, {"seconds", verdict.seconds}};
    if (!verdict.reason.empty()) test["reason"] = verdict.reason;
    if (!verdict.reproduction.empty()) test["reproduction"] = verdict.reproduction;
    tests.push_back(std::move(test));
  }
  return {{"plugin", report.plugin},
          {"version", report.version},
          {"sha256", report.sha256},
          {"mortise", mortise::version()},
          {"abi", std::to_string(MORTISE_ABI_MAJOR) + "." + std::to_string(MORTISE_ABI_MINOR)},
          {"suite", report.abi ? "abi" : "conformance"},
          {"filter", report.filter},
          {"options", report.options},
          {"seed", report.seed},
          {"repeat", report.repeat},
          {"conforms", report.conforms()},
          {"counts", counts},
          {"tests", tests}};
}

std::string json_text(const Json& document) {
  return document.dump(2, ' ', /*ensure_ascii=*/false, Json::error_handler_t::replace);
}

std::string summary_line(const Report& report) {
  std::map<Outcome, size_t> counts;
  for (const Verdict& verdict : report.verdicts) ++counts[verdict.outcome];
  return std::to_string(report.verdicts.size()) + " tests: " + counts_text(counts);
}

std::string group_table(const Report& report) {
  std::map<std::string, std::map<Outcome, size_t>> groups;
  for (const Verdict& verdict : report.verdicts) ++groups[group_of(verdict.test)][verdict.outcome];
  size_t width = 0;
  for (const auto& entry : groups) width = std::max(width, entry.first.size());
  std::string text;
  for (const auto& [group, counts] : groups)
    text += "  " + padded(group, width + 2) + counts_text(counts) + "\n";
  return text;
}

std::string skip_table(const Report& report) {
  std::map<std::string, size_t> reasons;
  for (const Verdict& verdict : report.verdicts) {
    if (verdict.outcome == Outcome::kSkipped) ++reasons[verdict.reason];
  }
  std::vector<std::pair<size_t, std::string>> ordered;
  for (const auto& [reason, count] : reasons) ordered.emplace_back(count, reason);
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const auto& left, const auto& right) { return left.first > right.first; });
  std::string text;
  for (const auto& [count, reason] : ordered)
    text += "  " + padded(std::to_string(count), 6) + reason + "\n";
  return text;
}

}  // namespace mortise::conform
