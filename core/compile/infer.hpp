// Shape inference over a graph, with constant folding on the way: what shapes and constants decide
// is decided here.
#pragma once

#include <set>
#include <vector>

#include "core/graph/graph.hpp"
#include "core/host/host.hpp"

namespace mortise::compile {

struct InferOptions {
  /// Inputs have unknown extents: infer what can be inferred, fold nothing, defer nothing.
  bool symbolic = false;
  /// With `symbolic`: fold all the same what follows from constants alone.
  bool fold_constants = false;
  /// Fold large results too, and not only what shapes may depend on.
  bool fold_large = true;
  /// Bytes that folding may add, of which it takes what it adds; null: fold_budget(graph, fold_large).
  uint64_t* budget = nullptr;
};

/// What inference could not reach, because only a run can know it.
struct Inferred {
  std::vector<graph::NodeId> deferred;     // nodes, in topological order
  std::vector<graph::NodeId> loops;        // those of them that a run repeats before all others
  std::set<graph::ValueId> values_needed;  // their shapes depend on the content of these
};

/// Sets the types of all results. Nodes whose inputs are all known, and outputs that follow from
/// shapes alone, become constants. Unless `symbolic`, nodes over sequences and optionals, and branches,
/// are replaced by what they come to over tensors. Errors name the node.
Result<Inferred> infer(graph::Graph& graph, host::Host& host, const InferOptions& options);

/// "Conv 'backbone/conv1'": how messages name a node.
std::string node_title(const graph::Node& node);

}  // namespace mortise::compile
