// The floating-point operations of a graph, counted before devices rewrite it: what they fuse has no definition that
// could say. A device that replaces a node keeps its name, and so the count finds the step that does the work.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "core/graph/graph.hpp"
#include "core/host/host.hpp"

namespace mortise::compile {

class Work {
 public:
  /// Requires: all types are fully known.
  Work(const graph::Graph& graph, host::Host& host);

  double total() const { return total_; }
  /// Of a node of the rewritten graph: its own, or that of the node which is gone and whose name it has; the first of
  /// that name gets it. Nothing where that is not known.
  std::optional<double> take(const graph::Graph& rewritten, graph::NodeId id);

 private:
  std::map<graph::NodeId, double> by_node_;
  std::map<std::string, graph::NodeId> by_name_;  // names that only one node has
  double total_ = 0;
};

}  // namespace mortise::compile
