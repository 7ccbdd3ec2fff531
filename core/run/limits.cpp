#include "core/run/limits.hpp"

#include "core/run/services.hpp"

namespace mortise::run {

Status Limits::check(const Services& services) const {
  if (cancelled()) return {MORTISE_STATUS_CANCELLED, "the run was cancelled"};
  if (deadline != INT64_MAX && services.now() >= deadline) {
    // Not retryable: that is how a wait for the run that ran out differs.
    return {MORTISE_STATUS_DEADLINE_EXCEEDED, "the run's time limit is over"};
  }
  return {};
}

}  // namespace mortise::run
