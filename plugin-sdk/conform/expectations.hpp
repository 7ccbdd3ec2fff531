// What a manifest says about its plugin's conformance: tests that are known to fail, and why.
//
//   "conformance": {"expected_failures": [{"test": "op.Conv.*", "reason": "driver bug 4711"}]}
//
// `test` is a whole name, or a pattern with * and ?.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "plugin-sdk/conform/verdict.hpp"

namespace mortise::conform {

class Expectations {
 public:
  /// Throws mortise::Error where the manifest's entry is malformed.
  explicit Expectations(const nlohmann::json& manifest);

  /// A failure that is expected is a skip with the manifest's reason; a pass that is not is unexpected.
  Verdict judge(Verdict verdict) const;
  /// The entries of one suite, the ordinary one or that of --abi, that fit none of its tests. `tests`: all of the suite.
  std::vector<std::string> unmatched(const std::vector<std::string>& tests, bool abi) const;

 private:
  struct Failure {
    std::string test, reason;
  };
  std::vector<Failure> failures_;
};

}  // namespace mortise::conform
