// For tests: a host that claims three threads and calls loop bodies chunk by chunk, so that tiling is exercised
// deterministically.
#pragma once

#include <algorithm>

#include "plugin-sdk/testing/fake_host.hpp"

namespace mortise::cpu::testing {

inline mortise_host_t three_threads(mortise_host_t table) {
  table.thread_count = [](mortise_runtime_context_t*) -> uint32_t { return 3; };
  table.parallel_for = [](mortise_runtime_context_t*, uint64_t count, uint64_t grain,
                          mortise_loop_body_t body, void* context) {
    uint32_t worker = 0;
    for (uint64_t begin = 0; begin < count; begin += grain, ++worker)
      body(context, begin, std::min(begin + grain, count), worker % 3);
  };
  return table;
}

}  // namespace mortise::cpu::testing
