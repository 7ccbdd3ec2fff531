// Graphs for people and other programs to read.
#pragma once

#include <string>

#include "core/graph/graph.hpp"

namespace mortise::graph {

/// A line per value and node, without ids where names tell values apart, so that two prints can be compared by diff:
///
///   graph {
///     input %x: float32[batch, 4]
///     constant %w: float32[4, 2] = [0.5, -1, 2, 0, 1, 1, 3, 0.25]
///     %y: float32[batch, 2] = MatMul@13(%x, %w) name "dense"
///     output logits = %y
///   }
///
/// "-" is an absent input or output; a long constant shows its first elements and a hash of its content.
std::string print_text(const Graph& graph);

/// One JSON object; its members are listed in docs/graph.md.
std::string print_json(const Graph& graph);

/// A Graphviz digraph: nodes are boxes, edges are labelled with types. Constants appear in the boxes that read them.
std::string print_dot(const Graph& graph);

}  // namespace mortise::graph
