// A graph's nodes in the midst of another graph: how a branch or an iteration becomes a part of what
// runs it.
#pragma once

#include <string_view>
#include <vector>

#include "core/graph/graph.hpp"

namespace mortise::graph {

/// Adds copies of the nodes of `body`, which read `inputs` (kNone: absent) in place of its inputs.
/// Gives the values that its outputs have become. `prefix` goes before the names of the nodes. The
/// new values have no types yet.
Result<std::vector<ValueId>> inline_graph(Graph& graph, const Graph& body, std::string_view prefix,
                                          const std::vector<ValueId>& inputs);

}  // namespace mortise::graph
