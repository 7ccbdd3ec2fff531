// Running one node at compile time, on the host, with a portable kernel.
#pragma once

#include <optional>
#include <vector>

#include "core/graph/graph.hpp"
#include "core/host/host.hpp"

namespace mortise::compile {

/// Bytes that folding may add to a graph in all: so many that weights in compressed forms can be
/// expanded, and so few that a small model cannot fill the memory. Not `large`: what shapes may
/// depend on.
uint64_t fold_budget(const graph::Graph& graph, bool large = true);

/// The node's outputs, or nothing when it is left to the run: no portable kernel can run it, its
/// outputs are large and much larger than its inputs, or `budget`, which pays for them, is used up.
/// Requires: all inputs are constants.
Result<std::optional<std::vector<graph::ConstantRef>>> fold(const graph::Graph& graph,
                                                            graph::NodeId node, host::Host& host,
                                                            uint64_t& budget);

}  // namespace mortise::compile
