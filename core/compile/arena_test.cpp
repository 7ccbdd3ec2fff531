#include "core/compile/arena.hpp"

#include <algorithm>
#include <random>

#include <catch2/catch.hpp>

namespace mortise::compile {
namespace {

bool live_together(const Block& a, const Block& b) {
  return a.first <= b.last && b.first <= a.last;
}

bool overlap(const Block& a, const Block& b) {
  return a.offset < b.offset + b.size && b.offset < a.offset + a.size;
}

std::vector<Block> random_blocks(uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto number = [&](uint32_t least, uint32_t most) {
    return std::uniform_int_distribution<uint32_t>(least, most)(random);
  };
  std::vector<Block> blocks(number(1, 60));
  for (Block& block : blocks) {
    block.size = number(1, 500);
    block.first = number(0, 40);
    block.last = block.first + number(0, 12);
  }
  return blocks;
}

uint64_t aligned(uint64_t size, uint64_t alignment) {
  return (size + alignment - 1) / alignment * alignment;
}

}  // namespace

TEST_CASE(
    "blocks that are alive at one step never overlap, and the arena is neither too small nor wasteful") {
  for (uint64_t seed = 0; seed < 400; ++seed) {
    INFO("seed " << seed);
    const uint64_t alignment = uint64_t{1} << (seed % 8);
    std::vector<Block> blocks = random_blocks(seed);
    const std::vector<Block> before = blocks;
    const uint64_t size = plan_arena(blocks, alignment);
    uint64_t sum = 0;
    for (size_t i = 0; i < blocks.size(); ++i) {
      REQUIRE(blocks[i].size == before[i].size);
      REQUIRE(blocks[i].offset % alignment == 0);
      REQUIRE(blocks[i].offset + blocks[i].size <= size);
      sum += aligned(blocks[i].size, alignment);
      for (size_t k = 0; k < i; ++k) {
        const bool clash = live_together(blocks[i], blocks[k]) && overlap(blocks[i], blocks[k]);
        REQUIRE_FALSE(clash);
      }
    }
    uint64_t most_live = 0;
    for (uint32_t step = 0; step <= 60; ++step) {
      uint64_t live = 0;
      for (const Block& block : blocks) {
        if (block.first <= step && step <= block.last) live += block.size;
      }
      most_live = std::max(most_live, live);
    }
    REQUIRE(size <= sum);
    REQUIRE(size >= most_live);
  }
}

TEST_CASE("blocks that are never alive together share one address") {
  std::vector<Block> blocks = {{100, 0, 1}, {80, 2, 3}, {100, 4, 9}};
  CHECK(plan_arena(blocks, 64) == 128);
  for (const Block& block : blocks) CHECK(block.offset == 0);
}

TEST_CASE("a block that ends at a step and one that begins there do not share") {
  std::vector<Block> blocks = {{64, 0, 3}, {64, 3, 5}};
  CHECK(plan_arena(blocks, 64) == 128);
  CHECK(blocks[0].offset != blocks[1].offset);
}

TEST_CASE("a small block fills a gap between large ones") {
  // Two large blocks leave the address of a third, dead one free.
  std::vector<Block> blocks = {{300, 0, 9}, {200, 0, 2}, {250, 0, 9}, {128, 5, 9}};
  plan_arena(blocks, 1);
  CHECK(blocks[3].offset == blocks[1].offset);
}

TEST_CASE("an arena without blocks is empty") {
  std::vector<Block> none;
  CHECK(plan_arena(none, 64) == 0);
}

}  // namespace mortise::compile
