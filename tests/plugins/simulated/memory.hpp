// The memory space of a simulated device. Its addresses are handles: reading one on the host faults, because they lie in
// no process's address space (non-canonical on x86-64). The content is elsewhere, and each access is checked.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

namespace mortise::tests::simulated {

/// Any thread.
class Memory {
 public:
  /// `limit` in bytes; 0: none.
  explicit Memory(uint64_t limit) : limit_(limit) {}

  /// Throws OUT_OF_MEMORY, retryable, beyond the limit.
  void* allocate(uint64_t size);
  void free(void* address);
  /// The content behind [address, address + size). Throws when that is not inside one allocation.
  char* resolve(const void* address, uint64_t size);

 private:
  struct Block {
    uint64_t size;
    std::unique_ptr<char[]> content;
  };

  const uint64_t limit_;
  std::mutex mutex_;
  std::map<uint64_t, Block> blocks_;  // by address
  uint64_t used_ = 0;
  uint64_t next_ = uint64_t{0x51} << 56;
};

}  // namespace mortise::tests::simulated
