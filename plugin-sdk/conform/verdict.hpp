// What became of a test.
#pragma once

#include <string>

namespace mortise::conform {

enum class Outcome {
  kPassed,
  kFailed,
  kCrashed,  // the process ended
  kHung,     // it did not come to an end in time
  kSkipped,  // with a reason: the plugin's own words, or what follows from its description
  kUnexpectedlyPassed,  // the manifest says that it fails
};
inline constexpr Outcome kOutcomes[] = {Outcome::kPassed,  Outcome::kFailed,
                                        Outcome::kCrashed, Outcome::kHung,
                                        Outcome::kSkipped, Outcome::kUnexpectedlyPassed};

/// "passed", "failed", …, "unexpectedly passed"
const char* outcome_name(Outcome outcome);
/// Whether the plugin does not conform because of it.
inline bool is_bad(Outcome outcome) {
  return outcome != Outcome::kPassed && outcome != Outcome::kSkipped;
}

struct Verdict {
  std::string test;
  Outcome outcome = Outcome::kPassed;
  std::string reason;        // of all but a pass
  std::string reproduction;  // of a failure: the calls, as C++
  double seconds = 0;
};

}  // namespace mortise::conform
