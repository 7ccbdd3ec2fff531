// The graph's tables for a plugin that is to meet failures: edits fail on demand, as they do when memory runs out, and looking
// at the graph never does.
#pragma once

#include <mortise/abi/graph.h>

#include <cstdint>

namespace mortise::conform {

/// While it lives, one call of this thread through table() fails, after `count` that go through.
class FailingEdit {
 public:
  explicit FailingEdit(int64_t count);
  FailingEdit(const FailingEdit&) = delete;
  FailingEdit& operator=(const FailingEdit&) = delete;
  ~FailingEdit();
  bool happened() const;

  static const mortise_graph_edit_t* table();
};

/// Reading needs no memory, says graph.h; the core's own table takes some, which is not what a plugin is tested with.
const mortise_graph_view_t* steady_view();

}  // namespace mortise::conform
