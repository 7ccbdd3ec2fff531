#include "tools/node_tests/summary.hpp"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

namespace mortise::node_tests {

Counts count(const std::vector<Verdict>& verdicts) {
  Counts counts;
  for (const Verdict& verdict : verdicts) {
    switch (verdict.outcome) {
      case Outcome::kPass: ++counts.pass; break;
      case Outcome::kFail: ++counts.fail; break;
      case Outcome::kSkip: ++counts.skip; break;
      case Outcome::kCrash: ++counts.crash; break;
    }
  }
  return counts;
}

std::string summary_line(const Counts& counts) {
  const size_t total = counts.pass + counts.fail + counts.skip + counts.crash;
  return std::to_string(total) + " tests: " + std::to_string(counts.pass) + " passed, " +
         std::to_string(counts.fail) + " failed, " + std::to_string(counts.skip) + " skipped, " +
         std::to_string(counts.crash) + " crashed";
}

std::string skip_table(const std::vector<Verdict>& verdicts) {
  std::map<std::string, size_t> reasons;
  for (const Verdict& verdict : verdicts) {
    if (verdict.outcome == Outcome::kSkip)
      ++reasons[verdict.reason.substr(0, verdict.reason.find('\n'))];
  }
  std::vector<std::pair<std::string, size_t>> rows(reasons.begin(), reasons.end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& left, const auto& right) { return left.second > right.second; });
  std::string text;
  for (const auto& [reason, times] : rows) {
    const std::string number = std::to_string(times);
    text +=
        std::string(6 - std::min<size_t>(number.size(), 6), ' ') + number + "  " + reason + "\n";
  }
  return text;
}

std::string to_json(const std::string& device, const std::vector<TestCase>& tests,
                    const std::vector<Verdict>& verdicts) {
  const Counts counts = count(verdicts);
  nlohmann::ordered_json document = {{"device", device},
                                     {"total", verdicts.size()},
                                     {"pass", counts.pass},
                                     {"fail", counts.fail},
                                     {"skip", counts.skip},
                                     {"crash", counts.crash},
                                     {"tests", nlohmann::ordered_json::array()}};
  for (size_t i = 0; i < verdicts.size(); ++i) {
    nlohmann::ordered_json row = {{"name", tests[i].name},
                                  {"verdict", outcome_name(verdicts[i].outcome)},
                                  {"seconds", verdicts[i].seconds}};
    if (!verdicts[i].reason.empty()) row["reason"] = verdicts[i].reason;
    document["tests"].push_back(std::move(row));
  }
  return document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace mortise::node_tests
