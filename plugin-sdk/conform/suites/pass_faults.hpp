#pragma once

#include "plugin-sdk/conform/suites/pass_bench.hpp"

namespace mortise::conform {

/// Passes under failures, and on several threads.
void add_pass_fault_tests(TestList& list, const PassClaim& claim);

}  // namespace mortise::conform
