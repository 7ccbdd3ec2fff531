#include "core/compile/arena.hpp"

#include <algorithm>
#include <numeric>

namespace mortise::compile {
namespace {

uint64_t align_up(uint64_t value, uint64_t alignment) {
  return (value + alignment - 1) & ~(alignment - 1);
}

}  // namespace

uint64_t plan_arena(std::vector<Block>& blocks, uint64_t alignment) {
  std::vector<uint32_t> by_size(blocks.size());
  std::iota(by_size.begin(), by_size.end(), 0u);
  std::stable_sort(by_size.begin(), by_size.end(),
                   [&](uint32_t a, uint32_t b) { return blocks[a].size > blocks[b].size; });
  std::vector<uint32_t> placed;  // by offset
  placed.reserve(blocks.size());
  uint64_t total = 0;
  for (const uint32_t index : by_size) {
    Block& block = blocks[index];
    uint64_t offset = 0;
    for (const uint32_t other_index : placed) {
      const Block& other = blocks[other_index];
      if (other.last < block.first || block.last < other.first) continue;
      if (offset + block.size <= other.offset) break;
      offset = std::max(offset, align_up(other.offset + other.size, alignment));
    }
    block.offset = offset;
    total = std::max(total, offset + block.size);
    const auto at = std::lower_bound(
        placed.begin(), placed.end(), offset,
        [&](uint32_t other, uint64_t value) { return blocks[other].offset < value; });
    placed.insert(at, index);
  }
  return align_up(total, alignment);
}

}  // namespace mortise::compile
