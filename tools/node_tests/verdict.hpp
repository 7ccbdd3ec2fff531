// What became of a test.
#pragma once

#include <string>

namespace mortise::node_tests {

enum class Outcome { kPass, kFail, kSkip, kCrash };

inline const char* outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPass: return "pass";
    case Outcome::kFail: return "fail";
    case Outcome::kSkip: return "skip";
    default: return "crash";
  }
}

struct Verdict {
  Outcome outcome = Outcome::kPass;
  std::string reason;  // of all but a pass
  double seconds = 0;
};

}  // namespace mortise::node_tests
