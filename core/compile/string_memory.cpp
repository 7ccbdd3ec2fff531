#include "core/compile/string_memory.hpp"

#include <algorithm>

#include "core/base/firewall.hpp"

namespace mortise::compile {
namespace {

constexpr uint64_t kBlockSize = uint64_t{64} << 10;  // of small strings; larger ones get their own

mortise_status_t* allocate_entry(void* self, uint64_t size, char** out_bytes) {
  return firewall([&]() -> Status {
    if (out_bytes == nullptr) return invalid_argument("string memory: out_bytes is null");
    MORTISE_ASSIGN(*out_bytes, static_cast<StringMemory*>(self)->allocate(size));
    return {};
  });
}

}  // namespace

StringMemory::StringMemory(const mortise_host_t& host, uint64_t limit)
    : context_(host.context),
      allocate_(host.allocate),
      deallocate_(host.deallocate),
      limit_(limit) {
  abi_.struct_size = sizeof(abi_);
  abi_.self = this;
  abi_.allocate = &allocate_entry;
}

StringMemory::~StringMemory() { clear(); }

Result<char*> StringMemory::allocate(uint64_t size) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (size > limit_ - total_) {
    return out_of_memory("the strings that kernels make would take more than " +
                         std::to_string(limit_) + " bytes at once");
  }
  if (size > left_) MORTISE_TRY(add_block(std::max(size, kBlockSize)));
  char* const bytes = next_;
  next_ += size;
  left_ -= size;
  total_ += size;
  return bytes;
}

Status StringMemory::add_block(uint64_t size) {
  blocks_.push_back({nullptr, size});  // first, so that what is allocated always has an owner
  Status status(allocate_(context_, size, 1, &blocks_.back().data));
  if (!status.ok()) {
    blocks_.pop_back();
    return status;
  }
  next_ = static_cast<char*>(blocks_.back().data);
  left_ = size;
  return {};
}

void StringMemory::clear() {
  for (const Block& block : blocks_) deallocate_(context_, block.data, block.size, 1);
  blocks_.clear();
  total_ = 0;
  next_ = nullptr;
  left_ = 0;
}

}  // namespace mortise::compile
