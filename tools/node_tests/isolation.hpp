// Runs tests in a child process, so that a crash is one test's verdict and not the end. A child
// runs test after test; when it dies or hangs, the test that it was in is to blame, and a new child
// goes on with the next.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "tools/node_tests/verdict.hpp"

namespace mortise::node_tests {

/// Makes, in the child, what runs test number `index`.
using TestFunction = std::function<Verdict(size_t index)>;
using MakeTests = std::function<TestFunction()>;

/// Verdicts of `count` tests, in order. `limit_seconds` is each test's; one that runs longer fails.
/// `on_verdict` hears each verdict as it comes. Throws std::runtime_error when a child cannot make
/// its tests. Requires: this process has one thread.
std::vector<Verdict> run_isolated(
    size_t count, const MakeTests& make, double limit_seconds,
    const std::function<void(size_t index, const Verdict&)>& on_verdict);

}  // namespace mortise::node_tests
