// Memory of a program: which tensors share storage, where each lies in its arena, and which fences
// keep an address from being overwritten before its last reader is done.
#pragma once

#include <cstdint>
#include <vector>

#include "core/compile/program.hpp"

namespace mortise::compile {

/// At `step`, `output` may take the memory of `input` if that is its last use.
struct InPlace {
  uint32_t input = 0;
  uint32_t output = 0;
  uint32_t step = 0;
};

/// Sets the tensors' and workspaces' offsets, the arenas' sizes and the steps' waits.
void plan_memory(Program& program, const std::vector<InPlace>& in_place);

}  // namespace mortise::compile
