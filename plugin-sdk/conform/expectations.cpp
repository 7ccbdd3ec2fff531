#include "plugin-sdk/conform/expectations.hpp"

#include <mortise/mortise.hpp>

#include <fnmatch.h>

#include <algorithm>

#include <nlohmann/json.hpp>

namespace mortise::conform {

using Json = nlohmann::json;

namespace {

bool is_text(const Json& entry, const char* key) {
  return entry.contains(key) && entry[key].is_string();
}

// A name without * and ? fits only itself: a part of a name would hide other tests.
bool fits_pattern(const std::string& test, const std::string& pattern) {
  return ::fnmatch(pattern.c_str(), test.c_str(), 0) == 0;
}

}  // namespace

Expectations::Expectations(const Json& manifest) {
  const Json conformance = manifest.value("conformance", Json::object());
  for (const Json& entry : conformance.value("expected_failures", Json::array())) {
    if (!entry.is_object() || !is_text(entry, "test") || !is_text(entry, "reason")) {
      throw Error(
          MORTISE_STATUS_INVALID_ARGUMENT,
          "the manifest's conformance.expected_failures: each entry needs `test`, a name or "
          "a pattern, and `reason`");
    }
    failures_.push_back({entry["test"].get<std::string>(), entry["reason"].get<std::string>()});
  }
}

Verdict Expectations::judge(Verdict verdict) const {
  if (verdict.outcome == Outcome::kSkipped) return verdict;
  for (const Failure& failure : failures_) {
    if (!fits_pattern(verdict.test, failure.test)) continue;
    if (verdict.outcome == Outcome::kPassed) {
      verdict.outcome = Outcome::kUnexpectedlyPassed;
      verdict.reason = "the manifest expects it to fail (" + failure.reason +
                       "): remove that entry of conformance.expected_failures";
    } else {
      verdict.reason = failure.reason + " (expected by the manifest; " + verdict.reason + ")";
      verdict.outcome = Outcome::kSkipped;
    }
    return verdict;
  }
  return verdict;
}

std::vector<std::string> Expectations::unmatched(const std::vector<std::string>& tests,
                                                 bool abi) const {
  std::vector<std::string> patterns;
  for (const Failure& failure : failures_) {
    const bool is_abi = failure.test.rfind("abi.", 0) == 0;
    const bool fits = std::any_of(tests.begin(), tests.end(), [&](const std::string& test) {
      return fits_pattern(test, failure.test);
    });
    if (is_abi == abi && !fits) patterns.push_back(failure.test);
  }
  return patterns;
}

}  // namespace mortise::conform
