// All verdicts of a run, for people (text, HTML) and for programs (JSON).
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "plugin-sdk/conform/verdict.hpp"

namespace mortise::conform {

struct Report {
  std::string plugin, version, manifest, sha256;
  std::string filter;                // empty: the whole suite
  std::vector<std::string> options;  // NAME=VALUE, of what differs from the defaults
  bool abi = false;
  uint64_t seed = 1, repeat = 1;
  std::vector<Verdict> verdicts;

  size_t count(Outcome outcome) const;
  /// No verdict is bad, and something passed.
  bool conforms() const;
};

/// docs/conformance.md says what is in it.
nlohmann::json to_json(const Report& report);
/// Indented. What is no UTF-8, as plugins and crashing processes may print it, is replaced.
std::string json_text(const nlohmann::json& document);
/// One file that needs no other.
std::string to_html(const Report& report);
/// "318 tests: 280 passed, 2 failed, 36 skipped"
std::string summary_line(const Report& report);
/// A line for each group of tests (the first two parts of their names), with its counts.
std::string group_table(const Report& report);
/// A line for each reason for which tests were skipped, the most frequent first.
std::string skip_table(const Report& report);

}  // namespace mortise::conform
