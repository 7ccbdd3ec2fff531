#include "plugin-sdk/conform/memory.hpp"

#include <malloc.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>
#include <utility>

#include "plugin-sdk/conform/check.hpp"

namespace mortise::conform {
namespace {

constexpr int kFreed = 0xa5;
constexpr int64_t kNever = INT64_MIN;

std::atomic<int64_t> live{0};
std::atomic<int64_t> refused{0};
std::atomic<int> quarantines{0};
thread_local int64_t allocations_left = kNever;

// The blocks that were freed last.
struct Freed {
  std::mutex mutex;
  std::array<void*, 16384> blocks{};
  size_t next = 0;
};
Freed& freed() {
  static Freed instance;
  return instance;
}

bool must_fail() {
  if (allocations_left == kNever) return false;
  return allocations_left-- == 0;
}

// Nobody calls these two in a build with sanitizers, which bring their own operator new.
[[maybe_unused]] void* allocate(size_t size, size_t alignment) {
  if (must_fail()) throw std::bad_alloc();
  void* block = alignment <= alignof(std::max_align_t)
                    ? std::malloc(std::max<size_t>(size, 1))
                    : std::aligned_alloc(alignment, (size + alignment) / alignment * alignment);
  if (block == nullptr) {
    refused.fetch_add(1, std::memory_order_relaxed);
    throw std::bad_alloc();
  }
  live.fetch_add(1, std::memory_order_relaxed);
  return block;
}

[[maybe_unused]] void release(void* block) noexcept {
  if (block == nullptr) return;
  live.fetch_sub(1, std::memory_order_relaxed);
  if (quarantines.load(std::memory_order_relaxed) == 0) return std::free(block);
  std::memset(block, kFreed, ::malloc_usable_size(block));
  Freed& recent = freed();
  const std::lock_guard<std::mutex> lock(recent.mutex);
  std::swap(block, recent.blocks[recent.next++ % recent.blocks.size()]);
  std::free(block);
}

}  // namespace

int64_t live_allocations() { return live.load(std::memory_order_relaxed); }

int64_t refused_allocations() { return refused.load(std::memory_order_relaxed); }

FailingAllocation::FailingAllocation(int64_t count) : first_(count) { allocations_left = count; }
FailingAllocation::~FailingAllocation() { allocations_left = kNever; }
bool FailingAllocation::happened() const { return allocations_left < 0; }
int64_t FailingAllocation::count() const { return first_ - allocations_left; }
void FailingAllocation::require() {
  if (!kAvailable)
    skip("operator new cannot be made to fail in a build with sanitizers, which bring their own");
}

SteadyAllocations::SteadyAllocations() : suspended_(std::exchange(allocations_left, kNever)) {}
SteadyAllocations::~SteadyAllocations() { allocations_left = suspended_; }

Quarantine::Quarantine() { quarantines.fetch_add(1); }
Quarantine::~Quarantine() {
  if (quarantines.fetch_sub(1) != 1) return;
  Freed& recent = freed();
  const std::lock_guard<std::mutex> lock(recent.mutex);
  for (void*& block : recent.blocks) std::free(std::exchange(block, nullptr));
}

}  // namespace mortise::conform

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

// The other forms call these.
void* operator new(size_t size) { return mortise::conform::allocate(size, 1); }
void* operator new(size_t size, std::align_val_t alignment) {
  return mortise::conform::allocate(size, static_cast<size_t>(alignment));
}
void operator delete(void* block) noexcept { mortise::conform::release(block); }
void operator delete(void* block, size_t) noexcept { mortise::conform::release(block); }
void operator delete(void* block, std::align_val_t) noexcept { mortise::conform::release(block); }
void operator delete(void* block, size_t, std::align_val_t) noexcept {
  mortise::conform::release(block);
}

#endif
