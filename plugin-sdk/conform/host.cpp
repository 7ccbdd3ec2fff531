#include "plugin-sdk/conform/host.hpp"

#include <mortise/abi/fingerprint.h>
#include <mortise/mortise.h>
#include <mortise/sdk/status.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <thread>

#include "plugin-sdk/conform/memory.hpp"
#include "plugin-sdk/conform/reference.hpp"

namespace mortise::conform {
namespace {

constexpr uint64_t kGuard = 64;  // bytes behind each block
constexpr unsigned char kGuardByte = 0xb7;
constexpr unsigned char kGarbage = 0xa5;  // what fresh and freed memory holds
constexpr size_t kMostLogLines = 1000;

bool is_power_of_two(uint64_t value) { return value != 0 && (value & (value - 1)) == 0; }

// A status of the host's, which counts itself.
struct CountedStatus : mortise_status_t {
  std::string text;
  std::atomic<int64_t>* live;
};

mortise_status_t* make_counted(std::atomic<int64_t>* live, uint32_t code, uint32_t flags,
                               mortise_string_t text) {
  const SteadyAllocations steady;
  auto* status = new CountedStatus{{}, std::string(sdk::to_view(text)), live};
  status->struct_size = sizeof(mortise_status_t);
  status->code = code;
  status->flags = flags;
  status->message = sdk::to_abi(status->text);
  ++*live;
  status->release = [](mortise_status_t* self) {
    --*static_cast<CountedStatus*>(self)->live;
    delete static_cast<CountedStatus*>(self);
  };
  return status;
}

// status_create has no context, so all hosts of the process count together.
std::atomic<int64_t>& status_count() {
  static std::atomic<int64_t> count{0};
  return count;
}

thread_local bool in_loop = false;

// Bytes behind the end of a block, which nobody may change.
uint64_t guarded_size(uint64_t size, uint64_t alignment) {
  return (size + kGuard + alignment - 1) / alignment * alignment;
}
void set_guard(void* memory, uint64_t size) {
  std::memset(static_cast<char*>(memory) + size, kGuardByte, kGuard);
}
bool is_guard_whole(const void* memory, uint64_t size) {
  const auto* guard = static_cast<const unsigned char*>(memory) + size;
  return std::all_of(guard, guard + kGuard, [](unsigned char byte) { return byte == kGuardByte; });
}

void run_loop(uint32_t threads, uint64_t count, uint64_t grain, mortise_loop_body_t body,
              void* context) {
  if (count == 0) return;
  if (threads <= 1 || in_loop) {
    body(context, 0, count, 0);
    return;
  }
  const uint64_t chunk = std::max<uint64_t>({grain, count / (uint64_t{threads} * 3), 1});
  const uint64_t chunks = (count + chunk - 1) / chunk;
  std::atomic<uint64_t> next{0};
  const auto work = [&](uint32_t worker) {
    in_loop = true;
    for (uint64_t taken = next++; taken < chunks; taken = next++) {
      // From the end: a body that needs its ranges in order is wrong.
      const uint64_t begin = (chunks - 1 - taken) * chunk;
      body(context, begin, std::min(begin + chunk, count), worker);
    }
    in_loop = false;
  };
  std::vector<std::thread> helpers;
  for (uint32_t worker = 1; worker < threads; ++worker) helpers.emplace_back(work, worker);
  work(0);
  for (std::thread& helper : helpers) helper.join();
}

}  // namespace

struct Host::Packed {
  std::string owner, key;
  std::vector<unsigned char> constant;
  void* data;
  uint64_t size;
  uint64_t references;
};

Host::Host(const Reference* reference) : reference_(reference), live_statuses_(&status_count()) {
  table_.struct_size = sizeof(table_);
  table_.abi_major = MORTISE_ABI_MAJOR;
  table_.abi_minor = MORTISE_ABI_MINOR;
  table_.fingerprint = MORTISE_ABI_FINGERPRINT;
  table_.context = reinterpret_cast<mortise_runtime_context_t*>(this);
  table_.graph_view = mortise_graph_view_table();
  table_.graph_edit = mortise_graph_edit_table();
  fill_services();
  fill_memory();
  fill_packed();
}

Host::~Host() {
  for (const auto& block : blocks_) std::free(block.first);
  for (const auto& packed : packed_) std::free(packed->data);
}

void Host::fill_services() {
  table_.status_create = [](uint32_t code, uint32_t flags, mortise_string_t text) {
    return make_counted(&status_count(), code, flags, text);
  };
  table_.log = [](mortise_runtime_context_t* context, uint32_t level, mortise_string_t text) {
    const SteadyAllocations steady;
    Host& host = from(context);
    if (level < MORTISE_LOG_ERROR || level > MORTISE_LOG_DEBUG)
      host.fault("log was called with level " + std::to_string(level) + ", which there is not");
    const std::lock_guard<std::mutex> lock(host.mutex_);
    if (host.log_.size() < kMostLogLines) host.log_.emplace_back(sdk::to_view(text));
  };
  table_.now = [](mortise_runtime_context_t*) -> int64_t {
    return std::chrono::steady_clock::now().time_since_epoch().count();
  };
  table_.thread_count = [](mortise_runtime_context_t* context) -> uint32_t {
    return from(context).threads_;
  };
  table_.parallel_for = [](mortise_runtime_context_t* context, uint64_t count, uint64_t grain,
                           mortise_loop_body_t body, void* body_context) {
    run_loop(from(context).threads_, count, grain, body, body_context);
  };
  table_.threads_are_supplied = [](mortise_runtime_context_t*) -> uint32_t { return 0; };
  table_.dtype_find = [](mortise_runtime_context_t*, uint32_t dtype) {
    return mortise_dtype_get_info(dtype);
  };
  table_.operator_find = [](mortise_runtime_context_t* context, mortise_string_t domain,
                            mortise_string_t op, uint32_t version) -> const mortise_operator_t* {
    const Reference* reference = from(context).reference_;
    return reference == nullptr ? nullptr
                                : reference->find(sdk::to_view(domain), sdk::to_view(op), version);
  };
}

void Host::fill_memory() {
  table_.allocate = [](mortise_runtime_context_t* context, uint64_t size, uint64_t alignment,
                       void** out_memory) {
    return from(context).allocate(size, alignment, out_memory);
  };
  table_.deallocate = [](mortise_runtime_context_t* context, void* memory, uint64_t size,
                         uint64_t alignment) { from(context).deallocate(memory, size, alignment); };
}

void Host::fill_packed() {
  table_.packed_acquire = [](mortise_runtime_context_t* context,
                             const mortise_packed_request_t* request, mortise_packed_t** out_packed,
                             const void** out_data) {
    return from(context).acquire(*request, out_packed, out_data);
  };
  table_.packed_release = [](mortise_runtime_context_t* context, mortise_packed_t* packed) {
    from(context).release(packed);
  };
}

mortise_status_t* Host::allocate(uint64_t size, uint64_t alignment, void** out_memory) {
  const SteadyAllocations steady;  // the plugin's memory runs out, not the host's
  ++allocations_;
  if (allocations_left_ >= 0 && allocations_left_-- == 0) return sdk::out_of_memory_status();
  if (!is_power_of_two(alignment)) {
    fault(sdk::message("allocate was called with alignment ", alignment, ", not a power of two"));
    alignment = kGuard;
  }
  const uint64_t aligned = std::max(alignment, kGuard);
  if (size > UINT64_MAX / 2 || aligned > UINT64_MAX / 4) return sdk::out_of_memory_status();
  void* memory = std::aligned_alloc(aligned, guarded_size(size, aligned));
  if (memory == nullptr) return sdk::out_of_memory_status();
  std::memset(memory, kGarbage, size);
  set_guard(memory, size);
  const std::lock_guard<std::mutex> lock(mutex_);
  blocks_[memory] = {size, alignment};
  *out_memory = memory;
  return nullptr;
}

void Host::deallocate(void* memory, uint64_t size, uint64_t alignment) {
  const SteadyAllocations steady;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = blocks_.find(memory);
    if (found == blocks_.end()) {
      faults_.push_back(memory == nullptr
                            ? "deallocate was called with a null pointer"
                            : "deallocate was called with memory that is not (or no longer) "
                              "allocated: a double release, or memory of another allocator");
      return;
    }
    if (found->second.size != size || found->second.alignment != alignment) {
      faults_.push_back(sdk::message("memory allocated with size ", found->second.size,
                                     " and alignment ", found->second.alignment,
                                     " was deallocated with size ", size, " and alignment ",
                                     alignment));
    }
    if (!is_guard_whole(memory, found->second.size))
      faults_.push_back(sdk::message("bytes behind the end of an allocation of ",
                                     found->second.size, " bytes were overwritten"));
    std::memset(memory, kGarbage, found->second.size);
    blocks_.erase(found);
  }
  std::free(memory);
}

mortise_status_t* Host::acquire(const mortise_packed_request_t& request,
                                mortise_packed_t** out_packed, const void** out_data) {
  auto steady = std::make_optional<SteadyAllocations>();
  const auto* bytes = static_cast<const unsigned char*>(request.constant->data);
  auto fresh = std::make_unique<Packed>(Packed{std::string(sdk::to_view(request.owner)),
                                               std::string(sdk::to_view(request.key)),
                                               {bytes, bytes + request.constant->byte_size},
                                               nullptr,
                                               request.size,
                                               1});
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const auto& packed : packed_) {
      if (packed->owner != fresh->owner || packed->key != fresh->key ||
          packed->constant != fresh->constant)
        continue;
      ++packed->references;
      *out_packed = reinterpret_cast<mortise_packed_t*>(packed.get());
      *out_data = packed->data;
      return nullptr;
    }
  }
  const uint64_t alignment = std::max<uint64_t>(request.alignment, kGuard);
  fresh->data = std::aligned_alloc(alignment, guarded_size(request.size, alignment));
  if (fresh->data == nullptr) return sdk::out_of_memory_status();
  set_guard(fresh->data, request.size);
  steady.reset();
  mortise_status_t* failure = request.pack(request.context, fresh->data, request.size);
  steady.emplace();
  if (failure != nullptr) {
    std::free(fresh->data);
    return failure;
  }
  *out_packed = reinterpret_cast<mortise_packed_t*>(fresh.get());
  *out_data = fresh->data;
  const std::lock_guard<std::mutex> lock(mutex_);
  packed_.push_back(std::move(fresh));
  return nullptr;
}

void Host::release(mortise_packed_t* packed) {
  const SteadyAllocations steady;
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = std::find_if(packed_.begin(), packed_.end(), [&](const auto& entry) {
    return reinterpret_cast<mortise_packed_t*>(entry.get()) == packed;
  });
  if (found == packed_.end()) {
    faults_.emplace_back("packed_release was called with a packed constant that is not held");
    return;
  }
  if (--(*found)->references > 0) return;
  if (!is_guard_whole((*found)->data, (*found)->size))
    faults_.push_back(sdk::message("bytes behind the end of a packed constant of ", (*found)->size,
                                   " bytes were overwritten"));
  std::free((*found)->data);
  packed_.erase(found);
}

void Host::fault(std::string text) {
  const SteadyAllocations steady;
  const std::lock_guard<std::mutex> lock(mutex_);
  faults_.push_back(std::move(text));
}

uint64_t Host::live_bytes() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  uint64_t bytes = 0;
  for (const auto& block : blocks_) bytes += block.second.size;
  return bytes;
}

uint64_t Host::live_packed() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return packed_.size();
}

std::vector<std::string> Host::take_faults() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return std::exchange(faults_, {});
}

std::vector<std::string> Host::log() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return log_;
}

}  // namespace mortise::conform
