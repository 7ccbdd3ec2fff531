// Threads that run one session at the same time, as the requests of a server do.
#pragma once

#include <mortise/mortise.hpp>

#include <cstdint>
#include <functional>
#include <vector>

namespace mortise::cli {

struct Load {
  uint64_t callers = 1;
  uint64_t warm_up = 1;  // runs of each caller that are not measured
  uint64_t runs = 0;     // in all; 0: as many as begin within `seconds`, and at least one a caller
  double seconds = 0;
  /// Whether every output is compared, byte by byte, with that of a run alone.
  bool verify = false;
};

struct LoadResult {
  std::vector<double> seconds;  // of each run
  double elapsed = 0;           // of all of them, warm-up apart
  uint64_t wrong = 0;           // runs whose outputs differ
};

/// Each caller has a state store of its own. `on_progress` is called on the calling thread, after a few
/// of its runs, with how many those were. Throws what a run throws, when all callers have stopped.
LoadResult apply_load(const Runtime& runtime, const Session& session,
                      const std::vector<Tensor>& inputs, const Load& load,
                      const std::function<void(size_t, double)>& on_progress);

}  // namespace mortise::cli
