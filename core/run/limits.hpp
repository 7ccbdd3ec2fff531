// When a run gives up: its deadline, and what cancels it.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "core/base/status.hpp"

namespace mortise::run {

class Services;

struct Limits {
  int64_t deadline = INT64_MAX;  // Services::now() nanoseconds
  // A run is stopped by what its caller gave, and by its own handle. May be null.
  std::array<const std::atomic<bool>*, 2> cancellations{};

  bool cancelled() const {
    for (const std::atomic<bool>* flag : cancellations) {
      if (flag != nullptr && flag->load(std::memory_order_relaxed)) return true;
    }
    return false;
  }
  /// CANCELLED, DEADLINE_EXCEEDED or success.
  Status check(const Services& services) const;
};

}  // namespace mortise::run
