#include "plugin-sdk/conform/expectations.hpp"

#include <mortise/mortise.hpp>

#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/supervisor.hpp"

namespace mortise::conform {

using Json = nlohmann::json;

Expectations::Expectations(const Json& manifest) {
  const Json conformance = manifest.value("conformance", Json::object());
  for (const Json& entry : conformance.value("expected_failures", Json::array())) {
    if (!entry.is_object() || !entry.contains("test") || !entry.contains("reason")) {
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
    if (!fits(verdict.test, failure.test)) continue;
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

}  // namespace mortise::conform
