// A flag that stops runs between two nodes. It outlives the runs that look at it.
#pragma once

#include <atomic>

namespace mortise::run {

struct Cancellation {
  std::atomic<bool> requested{false};
};
}  // namespace mortise::run
