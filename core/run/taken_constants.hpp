// The constants of a stage whose content lies in its kernels alone: a model's weights need not be in memory twice.
//
// Content goes while the stage compiles its first program. A second one, for other shapes, would have to restore all of it:
// from then on the content stays.
#pragma once

#include <map>
#include <mutex>

#include "core/compile/restorer.hpp"
#include "core/graph/graph.hpp"

namespace mortise::run {

/// Any thread.
class TakenConstants {
 public:
  explicit TakenConstants(graph::Graph& graph) : graph_(graph) {}

  /// A copy of the graph that has all content.
  Result<graph::Graph> copy();
  /// Takes the content out of the graph, unless some had to be restored before.
  void take(const graph::ConstantRef& content, const compile::Restorer& restorer);

 private:
  Status restore();
  /// Whether the graph has `from`.
  bool swap(const graph::Constant* from, const graph::ConstantRef& to);

  graph::Graph& graph_;
  std::mutex mutex_;
  bool keeps_ = false;
  // by what is left of each in the graph
  std::map<graph::ConstantRef, compile::Restorer> restorers_;
};

}  // namespace mortise::run
