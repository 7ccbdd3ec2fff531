// The numbers of the saved form, shared by save and load. docs/graph.md explains them.
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

namespace mortise::graph {

static_assert(std::endian::native == std::endian::little,
              "saved graphs are little-endian, and their constants are used in place");

inline constexpr std::string_view kSavedMagic("\x89MRTG\r\n\x1A", 8);
inline constexpr uint32_t kSavedVersion = 1;
inline constexpr uint64_t kSavedAlignment = 64;
inline constexpr uint32_t kNoValue = UINT32_MAX;
inline constexpr uint32_t kNoTensor = UINT32_MAX;
inline constexpr uint32_t kUnranked = UINT32_MAX;

struct SavedHeader {
  char magic[8];
  uint32_t version;
  uint32_t reserved;
  uint64_t file_size;
  uint64_t structure_offset;
  uint64_t structure_size;
  uint64_t data_offset;
  uint64_t data_size;
  uint64_t reserved2;
};
static_assert(sizeof(SavedHeader) == 64);

inline constexpr uint64_t align_up(uint64_t offset) {
  return (offset + kSavedAlignment - 1) / kSavedAlignment * kSavedAlignment;
}

}  // namespace mortise::graph
