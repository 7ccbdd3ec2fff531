// An elementwise node as a program over values.
#pragma once

#include "backends/cpu/optimise/rewriter.hpp"

namespace mortise::cpu {

struct Expression {
  Program program;
  std::vector<Value> inputs;
};

/// Of a float32 node with an elementwise kernel; nothing for other nodes.
std::optional<Expression> expression_of(const Node& node);

}  // namespace mortise::cpu
