// A test of the suite, and what it runs with.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "plugin-sdk/conform/check.hpp"
#include "plugin-sdk/conform/random.hpp"
#include "plugin-sdk/conform/reference.hpp"
#include "plugin-sdk/conform/subject.hpp"
#include "plugin-sdk/conform/trace.hpp"

namespace mortise::conform {

/// What one run of a test works with.
struct Environment {
  const Subject& subject;
  const Reference& reference;
  Trace& trace;
  Random random;
};

/// Throws Failure or Skip; returns when all is well.
using TestBody = std::function<void(Environment&)>;

struct Test {
  std::string name;  // "device.copy.offsets": kind, noun, what is checked
  TestBody body;     // null: skipped, for `reason`
  std::string reason;
};

class TestList {
 public:
  void add(std::string name, TestBody body) {
    tests_.push_back({std::move(name), std::move(body), {}});
  }
  /// A test that does not apply, which is said and not hidden.
  void add_skipped(std::string name, std::string reason) {
    tests_.push_back({std::move(name), nullptr, std::move(reason)});
  }
  const std::vector<Test>& tests() const { return tests_; }

 private:
  std::vector<Test> tests_;
};

/// Every test for what the subject provides. Loads the subject and asks it which operators it supports. Throws Failure.
TestList make_tests(const Subject& subject, const Reference& reference);
/// The tests of `--abi`: malformed and unusual calls. Throws Failure.
TestList make_abi_tests(const Subject& subject, const Reference& reference);

}  // namespace mortise::conform
