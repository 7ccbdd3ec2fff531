#include "tests/plugins/simulated/memory.hpp"

#include <mortise/sdk/status.hpp>

#include <cstring>

namespace mortise::tests::simulated {
namespace {

constexpr uint64_t kAlignment = 256;
constexpr int kPoison = 0xa5;  // as a float, a number that no test expects

}  // namespace

void* Memory::allocate(uint64_t size) {
  const std::lock_guard lock(mutex_);
  if (limit_ != 0 && size > limit_ - used_) {
    throw sdk::Error(
        MORTISE_STATUS_OUT_OF_MEMORY,
        sdk::message("the simulated memory has ", limit_ - used_, " bytes left, not ", size),
        MORTISE_STATUS_FLAG_RETRYABLE);
  }
  const uint64_t address = next_;
  Block block{size, std::make_unique<char[]>(size + 1)};
  std::memset(block.content.get(), kPoison, size + 1);
  blocks_.emplace(address, std::move(block));
  used_ += size;
  // A gap, so that what runs over a buffer's end does not land in another.
  next_ += (size / kAlignment + 2) * kAlignment;
  return reinterpret_cast<void*>(address);
}

void Memory::free(void* address) {
  const std::lock_guard lock(mutex_);
  const auto found = blocks_.find(reinterpret_cast<uint64_t>(address));
  used_ -= found->second.size;
  blocks_.erase(found);
}

char* Memory::resolve(const void* address, uint64_t size) {
  const auto wanted = reinterpret_cast<uint64_t>(address);
  const std::lock_guard lock(mutex_);
  auto block = blocks_.upper_bound(wanted);
  if (block != blocks_.begin()) {
    --block;
    const uint64_t offset = wanted - block->first;
    if (offset <= block->second.size && size <= block->second.size - offset)
      return block->second.content.get() + offset;
  }
  sdk::fail(MORTISE_STATUS_INTERNAL, "no buffer of the simulated device holds ", size,
            " bytes at address ", wanted);
}

}  // namespace mortise::tests::simulated
