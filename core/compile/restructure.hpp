// Structural rules: what becomes of a node over sequences and optionals, or of a branch, once it is
// known what these are made of.
#pragma once

#include <mortise/abi/operator.h>

#include <vector>

#include "core/graph/graph.hpp"

namespace mortise::compile {

struct Restructured {
  bool replaced = false;             // the node is gone
  std::vector<graph::NodeId> added;  // in topological order; without types
  std::vector<uint64_t> needed;      // inputs whose content decides; the node stays
};

bool restructures(const mortise_operator_t& definition);

/// Requires: restructures(definition); sequences and optionals among the inputs are packs.
Result<Restructured> restructure(graph::Graph& graph, graph::NodeId node,
                                 const mortise_operator_t& definition);

}  // namespace mortise::compile
