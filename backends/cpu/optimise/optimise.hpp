// What the backend does to the nodes that were placed on it, before kernels are made.
#pragma once

#include <mortise/sdk/graph.hpp>

#include "backends/cpu/device.hpp"

namespace mortise::cpu {

/// Requires: all types are fully known.
void optimise(sdk::GraphReader& reader, sdk::Builder& builder, const Options& options);

}  // namespace mortise::cpu
