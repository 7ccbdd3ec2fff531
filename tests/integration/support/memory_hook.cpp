#include "tests/integration/support/memory_hook.hpp"

#include <cstdio>
#include <cstdlib>

namespace mortise::tests {

MemoryHook::MemoryHook() {
  hooks_.struct_size = sizeof(hooks_);
  hooks_.context = this;
  hooks_.allocate = [](void* context, uint64_t size, uint64_t alignment) {
    return static_cast<MemoryHook*>(context)->allocate(size, alignment);
  };
  hooks_.deallocate = [](void* context, void* memory, uint64_t size, uint64_t) {
    static_cast<MemoryHook*>(context)->deallocate(memory, size);
  };
}

void MemoryHook::fail_at(uint64_t request) {
  const std::lock_guard lock(mutex_);
  fail_at_ = request;
  requests_ = 0;
}

uint64_t MemoryHook::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

uint64_t MemoryHook::live_blocks() const {
  const std::lock_guard lock(mutex_);
  return blocks_.size();
}

uint64_t MemoryHook::live_bytes() const {
  const std::lock_guard lock(mutex_);
  uint64_t bytes = 0;
  for (const auto& [memory, size] : blocks_) bytes += size;
  return bytes;
}

void* MemoryHook::allocate(uint64_t size, uint64_t alignment) {
  const std::lock_guard lock(mutex_);
  if (++requests_ == fail_at_) return nullptr;
  void* memory = std::aligned_alloc(alignment, size);
  blocks_.emplace(memory, size);
  return memory;
}

void MemoryHook::deallocate(void* memory, uint64_t size) {
  const std::lock_guard lock(mutex_);
  const auto found = blocks_.find(memory);
  if (found == blocks_.end() || found->second != size) {
    std::fprintf(stderr, "memory hook: %p of %llu bytes is given back wrongly\n", memory,
                 static_cast<unsigned long long>(size));
    std::abort();
  }
  blocks_.erase(found);
  std::free(memory);
}

}  // namespace mortise::tests
