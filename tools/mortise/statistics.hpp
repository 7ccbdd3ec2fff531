// Latencies of repeated runs.
#pragma once

#include <vector>

namespace mortise::cli {

/// The value below which `percent` of the samples lie, interpolated linearly between neighbours (NumPy's default).
/// Requires: `samples` is not empty; 0 <= percent <= 100.
double percentile(std::vector<double> samples, double percent);

double mean(const std::vector<double>& samples);

}  // namespace mortise::cli
