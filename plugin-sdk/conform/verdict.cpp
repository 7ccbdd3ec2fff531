#include "plugin-sdk/conform/verdict.hpp"

namespace mortise::conform {

const char* outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPassed: return "passed";
    case Outcome::kFailed: return "failed";
    case Outcome::kCrashed: return "crashed";
    case Outcome::kHung: return "hung";
    case Outcome::kSkipped: return "skipped";
    default: return "unexpectedly passed";
  }
}

}  // namespace mortise::conform
