// What a manifest says about its plugin's conformance: tests that are known to fail, and why.
//
//   "conformance": {"expected_failures": [{"test": "op.Conv.*", "reason": "driver bug 4711"}]}
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

 private:
  struct Failure {
    std::string test, reason;
  };
  std::vector<Failure> failures_;
};

}  // namespace mortise::conform
