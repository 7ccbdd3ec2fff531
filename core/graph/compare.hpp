// Whether two graphs mean the same.
#pragma once

#include <string>

#include "core/graph/graph.hpp"

namespace mortise::graph {

/// Empty when the graphs are equal up to ids, the order in which nodes were added, and the names of nodes and of values
/// that are no input or state; else the first difference, described. Constants are compared by content.
std::string compare(const Graph& left, const Graph& right);

}  // namespace mortise::graph
