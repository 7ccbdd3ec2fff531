// Runs one test in this process.
#pragma once

#include <mortise/mortise.hpp>

#include "tools/node_tests/comparison.hpp"
#include "tools/node_tests/test_data.hpp"
#include "tools/node_tests/verdict.hpp"

namespace mortise::node_tests {

class Runner {
 public:
  /// Throws mortise::Error when there is no such device: its tests would all be skips, which say
  /// nothing.
  Runner(const RuntimeOptions& options, const std::string& device, Tolerance tolerance);

  /// Never throws: what a test throws is its verdict. What is not implemented is a skip.
  Verdict run(const TestCase& test) const;

 private:
  Verdict run_model(const TestCase& test) const;

  Runtime runtime_;
  Tolerance tolerance_;
};

}  // namespace mortise::node_tests
