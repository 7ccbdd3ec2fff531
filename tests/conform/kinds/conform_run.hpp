// Runs the program mortise-conform, and finds its verdicts.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace mortise::tests {

struct ConformVerdict {
  std::string outcome;  // "passed", "failed", …
  std::string reason;
};

struct ConformReport {
  bool conforms = false;
  std::map<std::string, ConformVerdict> verdicts;  // by test

  /// "passed", or the outcome and reason of the first test that is neither passed nor skipped.
  std::string first_problem() const;
};

/// `plugin`: the id of a plugin in the build's folder for the plugins of these tests, or a path in the build's folder.
/// `arguments`: more words.
ConformReport conform(const std::string& plugin, std::vector<std::string> arguments);

/// A defect, and where and how the suite must say so.
struct Defect {
  const char* bug;
  const char* test;     // name or pattern
  const char* outcome;  // "failed", "crashed", "hung"
  const char* words;    // in the reason
  bool abi = false;     // by one of the tests of --abi
};

/// Fails the running test case unless the suite finds the defect.
void check_finds(const std::string& plugin, const Defect& defect);

}  // namespace mortise::tests
