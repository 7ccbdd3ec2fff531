// The memory space of a simulated device. Its addresses are handles: reading one on the host faults, because they lie in
// no process's address space (non-canonical on x86-64). The content is elsewhere, and each access is checked.
#ifndef MORTISE_SDK_SIMULATED_MEMORY_HPP_
#define MORTISE_SDK_SIMULATED_MEMORY_HPP_

#include <mortise/sdk/status.hpp>

#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <utility>

namespace mortise::sdk {

/// Any thread.
class SimulatedMemory {
 public:
  /// `limit` in bytes; 0: none.
  explicit SimulatedMemory(uint64_t limit = 0) : limit_(limit) {}

  /// Throws OUT_OF_MEMORY, retryable, beyond the limit and beyond what the process can have.
  void* allocate(uint64_t size) {
    const std::lock_guard<std::mutex> lock(mutex_);
    const uint64_t left = (limit_ != 0 ? limit_ : kAddresses) - used_;
    std::unique_ptr<char[]> content(size > left ? nullptr : new (std::nothrow) char[size + 1]);
    if (!content) {
      throw Error(MORTISE_STATUS_OUT_OF_MEMORY,
                  message("the device's memory has ", left, " bytes left, not ", size),
                  MORTISE_STATUS_FLAG_RETRYABLE);
    }
    const uint64_t address = next_;
    Block block{size, std::move(content)};
    std::memset(block.content.get(), kPoison, size + 1);
    blocks_.emplace(address, std::move(block));
    used_ += size;
    // A gap, so that what runs over a buffer's end does not land in another.
    next_ += (size / kAlignment + 2) * kAlignment;
    return reinterpret_cast<void*>(address);
  }

  /// Requires: `address` came from allocate.
  void free(void* address) {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = blocks_.find(reinterpret_cast<uint64_t>(address));
    used_ -= found->second.size;
    blocks_.erase(found);
  }

  /// The content behind [address, address + size). Throws when that is not inside one allocation.
  char* resolve(const void* address, uint64_t size) {
    const auto wanted = reinterpret_cast<uint64_t>(address);
    const std::lock_guard<std::mutex> lock(mutex_);
    auto block = blocks_.upper_bound(wanted);
    if (block != blocks_.begin()) {
      --block;
      const uint64_t offset = wanted - block->first;
      if (offset <= block->second.size && size <= block->second.size - offset)
        return block->second.content.get() + offset;
    }
    invalid("no buffer of the device holds ", size, " bytes at address ", wanted);
  }

 private:
  struct Block {
    uint64_t size;
    std::unique_ptr<char[]> content;
  };

  static constexpr uint64_t kAlignment = 256;
  static constexpr uint64_t kAddresses = uint64_t{1} << 56;
  static constexpr int kPoison = 0xa5;  // as a float, a number that no test expects

  const uint64_t limit_;
  std::mutex mutex_;
  std::map<uint64_t, Block> blocks_;  // by address
  uint64_t used_ = 0;
  uint64_t next_ = uint64_t{0x51} << 56;
};

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_SIMULATED_MEMORY_HPP_
