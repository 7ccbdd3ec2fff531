// The parent's side: workers run batches of tests; a crash or a hang is a verdict, and the suite goes on. When a test crashes
// in company and not alone, the batch is bisected for the test before it that does the damage.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "plugin-sdk/conform/verdict.hpp"
#include "plugin-sdk/conform/worker.hpp"

namespace mortise::conform {

struct SuiteOptions {
  std::string program = "/proc/self/exe";  // of the workers
  WorkerOptions worker;
  std::string filter;  // a name's part, or a pattern with * and ?; empty: all
  double limit_seconds = 60;
  double listing_seconds = 120;  // for loading the plugin and asking it what it supports
  uint32_t jobs = 1;
};

/// A test as a worker lists it.
struct Listed {
  std::string name;
  bool skipped = false;
  std::string reason;
};

/// The tests that the filter lets through. Throws Broken when the plugin keeps the worker from listing any.
std::vector<Listed> list_suite(const SuiteOptions& options);

/// Why there is nothing to test: said by the worker, or how it ended.
struct Broken {
  std::string reason;
};

/// Verdicts in the order of `tests`. `on_verdict` hears each as it comes, one at a time, from any thread.
std::vector<Verdict> run_suite(const SuiteOptions& options, const std::vector<Listed>& tests,
                               const std::function<void(const Verdict&)>& on_verdict);

/// Whether a test's name fits a filter.
bool fits(const std::string& name, const std::string& filter);

}  // namespace mortise::conform
