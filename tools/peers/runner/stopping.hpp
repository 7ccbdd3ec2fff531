// How long a run goes on once it is told to stop.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mortise::peers {

enum class StopBy { kDeadline, kCancellation };

/// Runs a model `trials` times, on zeros, and stops each run at another moment of it. Gives the seconds from then until
/// the run's call returned: from the end of the node that was running, or from the cancellation where that came
/// later. Throws when the model's inputs have no fixed shapes, or when runs end before they are stopped.
std::vector<double> time_stops(const std::string& model, const std::string& config, StopBy by,
                               uint64_t trials);

}  // namespace mortise::peers
