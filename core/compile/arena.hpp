// Planning an arena: offsets for blocks of memory whose lifetimes are known, so that blocks alive
// at the same step never overlap and the arena is small.
#pragma once

#include <cstdint>
#include <vector>

namespace mortise::compile {

struct Block {
  uint64_t size = 0;    // bytes
  uint32_t first = 0;   // step that first writes it
  uint32_t last = 0;    // step that last reads it, inclusive
  uint64_t offset = 0;  // the answer
};

/// Greedy by size: the largest block first, each at the lowest offset that is free throughout its
/// life (Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net Inference", 2020).
/// Returns the arena's size in bytes.
uint64_t plan_arena(std::vector<Block>& blocks, uint64_t alignment);

}  // namespace mortise::compile
