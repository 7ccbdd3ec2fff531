// All verdicts, for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "tools/node_tests/test_data.hpp"
#include "tools/node_tests/verdict.hpp"

namespace mortise::node_tests {

struct Counts {
  size_t pass = 0, fail = 0, skip = 0, crash = 0;
};
Counts count(const std::vector<Verdict>& verdicts);

/// "932 tests: 431 passed, 2 failed, 499 skipped, 0 crashed"
std::string summary_line(const Counts& counts);
/// A line per reason for which tests were skipped, the most frequent first.
std::string skip_table(const std::vector<Verdict>& verdicts);

/// {"device", "total", "pass", "fail", "skip", "crash", "tests": [{"name", "verdict", "reason",
/// "seconds"}]}
std::string to_json(const std::string& device, const std::vector<TestCase>& tests,
                    const std::vector<Verdict>& verdicts);

}  // namespace mortise::node_tests
