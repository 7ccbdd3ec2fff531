// What a graph is to its callers: inputs, outputs and states. Plugins may rewrite what lies between.
#pragma once

#include <string>
#include <vector>

#include "core/graph/graph.hpp"

namespace mortise::compile {

/// A graph's interface at one moment.
class Interface {
 public:
  explicit Interface(const graph::Graph& graph);

  /// An error that names `who` when the graph's interface is another one now. An output may be
  /// another value, but of the same dtype and shape.
  Status check(const graph::Graph& graph, const std::string& who) const;

 private:
  struct Entry {
    std::string name;
    graph::ValueId value = graph::kNone;  // kNone where it may change
    uint32_t dtype = 0;
    std::vector<int64_t> shape;
    bool written = false;  // of a state
    bool operator==(const Entry&) const = default;
  };
  static Entry entry(const graph::Graph& graph, const std::string& name, graph::ValueId value);

  std::vector<Entry> inputs_, outputs_, states_;
};

}  // namespace mortise::compile
