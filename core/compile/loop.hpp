// A loop as a run sees it: a body, and what each of the node's inputs and outputs is to it.
#pragma once

#include <mortise/abi/operator.h>

#include <string>
#include <vector>

#include "core/graph/graph.hpp"

namespace mortise::compile {

struct LoopPort {
  uint32_t role = 0;  // MORTISE_LOOP_…; 0: captured, and a constant of the body
  bool reversed = false;
  int64_t axis = 0;
};

/// What a loop's input is made of: values that are there when the loop begins.
struct LoopSource {
  enum class From : uint8_t { kAbsent, kProgram, kStage, kConstant, kItems };
  From from = From::kAbsent;  // the program's outputs, the stage's own input tensors, …
  uint32_t index = 0;
  graph::ConstantRef constant;
  uint32_t kind = MORTISE_VALUE_TENSOR;  // of kItems
  std::vector<LoopSource> items;
};

struct Loop {
  std::string title;  // of the node
  graph::Graph body;
  bool takes_iteration = false;
  bool has_condition = false;
  std::vector<LoopPort> inputs, outputs;  // of the node
  std::vector<bool> wanted;               // outputs that something reads
  std::vector<LoopSource> sources;        // of the inputs
};

/// Everything but the sources; what the node captures of constants are constants of the body. Checks the body's inputs and
/// outputs against the node's.
Result<Loop> make_loop(const graph::Graph& graph, graph::NodeId node,
                       const mortise_operator_t& definition);

}  // namespace mortise::compile
