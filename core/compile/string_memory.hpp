// The bytes of strings that kernels make. They live until the owner lets go of all of them at once: a run's context when
// the run ends and its outputs have copies of theirs, folding when a constant has.
#pragma once

#include <mortise/abi/device.h>
#include <mortise/abi/plugin.h>

#include <mutex>
#include <vector>

#include "core/base/status.hpp"

namespace mortise::compile {

/// Any thread, but for clear(). What it hands out comes from the host table's tensor memory.
class StringMemory {
 public:
  /// `limit`: bytes that may be handed out between two clears.
  StringMemory(const mortise_host_t& host, uint64_t limit);
  ~StringMemory();
  StringMemory(const StringMemory&) = delete;
  StringMemory& operator=(const StringMemory&) = delete;

  Result<char*> allocate(uint64_t size);
  /// Requires: nobody reads the strings any more, and no launch is running.
  void clear();
  /// What a launch is given; lives as long as this.
  const mortise_string_memory_t* abi() const { return &abi_; }

 private:
  struct Block {
    void* data;
    uint64_t size;
  };

  Status add_block(uint64_t size);

  mortise_runtime_context_t* context_;
  decltype(mortise_host_t::allocate) allocate_;
  decltype(mortise_host_t::deallocate) deallocate_;
  const uint64_t limit_;
  mortise_string_memory_t abi_{};
  std::mutex mutex_;
  std::vector<Block> blocks_;
  uint64_t total_ = 0;    // bytes handed out
  char* next_ = nullptr;  // of the last block
  uint64_t left_ = 0;     // bytes behind it
};

}  // namespace mortise::compile
