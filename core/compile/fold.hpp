// Running one node at compile time, on the host, with a portable kernel.
#pragma once

#include <optional>
#include <vector>

#include "core/graph/graph.hpp"
#include "core/host/host.hpp"

namespace mortise::compile {

/// The node's outputs, or nothing when no portable kernel can run it. Requires: all inputs are
/// constants, the types of all outputs are fully known.
Result<std::optional<std::vector<graph::ConstantRef>>> fold(const graph::Graph& graph,
                                                            graph::NodeId node, host::Host& host);

}  // namespace mortise::compile
