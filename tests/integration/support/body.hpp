// Bodies of loops and branches, for tests: graphs for the attributes of a model's nodes.
#pragma once

#include <string>

#include "tests/integration/support/model.hpp"

namespace mortise::tests {

struct Body {
  explicit Body(Model& m) : graph(m.b), b(graph.builder()) {}
  Value input(const std::string& name, uint32_t dtype = MORTISE_DTYPE_FLOAT32) {
    return b.input(name, sdk::unranked_type(dtype));
  }
  /// Of a loop: the iteration's number and the condition.
  void begin() {
    iteration = input("iteration", MORTISE_DTYPE_INT64);
    condition = input("condition", MORTISE_DTYPE_BOOL);
  }
  Value constant(float value) {
    return b.constant(sdk::host_view(MORTISE_DTYPE_FLOAT32, {}, &value));
  }
  sdk::Subgraph graph;
  sdk::Builder b;
  Value iteration = MORTISE_NONE, condition = MORTISE_NONE;
};

}  // namespace mortise::tests
