#include "core/run/services.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <utility>

#include "core/base/firewall.hpp"
#include "core/base/struct_check.hpp"
#include "core/graph/tables.hpp"

namespace mortise::run {
namespace {

bool is_power_of_two(uint64_t number) { return number != 0 && (number & (number - 1)) == 0; }

// What allocators are asked for: a multiple of the alignment, as aligned_alloc wants it, and never
// nothing. Requires: the alignment is a power of two.
uint64_t rounded_size(uint64_t size, uint64_t alignment) {
  return std::max(alignment, (size + alignment - 1) & ~(alignment - 1));
}

mortise_status_t* host_allocate(mortise_runtime_context_t* context, uint64_t size,
                                uint64_t alignment, void** out_memory) {
  return firewall([&]() -> Status {
    if (!is_power_of_two(alignment)) {
      return invalid_argument("allocate: alignment " + std::to_string(alignment) +
                              " is not a power of two");
    }
    if (out_memory == nullptr) return invalid_argument("allocate: out_memory is null");
    void* memory = from_context(context)->allocate(size, alignment);
    if (memory == nullptr)
      return out_of_memory("no tensor memory of " + std::to_string(size) + " bytes");
    *out_memory = memory;
    return {};
  });
}

void host_deallocate(mortise_runtime_context_t* context, void* memory, uint64_t size,
                     uint64_t alignment) {
  from_context(context)->deallocate(memory, size, alignment);
}

void host_log(mortise_runtime_context_t* context, uint32_t level, mortise_string_t message) {
  from_context(context)->log(level, to_view(message));
}

int64_t host_now(mortise_runtime_context_t* context) { return from_context(context)->now(); }

mortise_status_t* host_status_create(uint32_t code, uint32_t flags, mortise_string_t message) {
  return make_status(code, flags, to_view(message));
}

uint32_t host_thread_count(mortise_runtime_context_t* context) {
  return from_context(context)->thread_count();
}

void host_parallel_for(mortise_runtime_context_t* context, uint64_t count, uint64_t grain,
                       mortise_loop_body_t body, void* body_context) {
  if (body == nullptr) {
    from_context(context)->log(MORTISE_LOG_ERROR, "parallel_for: a plugin gives a null body");
    return;
  }
  from_context(context)->parallel_for(count, grain, body, body_context);
}

uint32_t host_threads_are_supplied(mortise_runtime_context_t* context) {
  return from_context(context)->threads_are_supplied() ? 1 : 0;
}

mortise_status_t* host_packed_acquire(mortise_runtime_context_t* context,
                                      const mortise_packed_request_t* request,
                                      mortise_packed_t** out_packed, const void** out_data) {
  return firewall([&]() -> Status {
    if (request == nullptr || out_packed == nullptr || out_data == nullptr)
      return invalid_argument("packed constant: the request or a place for the answer is null");
    return from_context(context)->packed().acquire(*request, out_packed, out_data);
  });
}

void host_packed_release(mortise_runtime_context_t* context, mortise_packed_t* packed) {
  from_context(context)->packed().release(packed);
}

}  // namespace

Result<std::unique_ptr<Services>> Services::create(const mortise_hooks_t* hooks, uint32_t threads) {
  mortise_hooks_t known{};
  if (hooks != nullptr) {
    MORTISE_TRY(check_struct(*hooks, "hooks"));
    std::memcpy(static_cast<void*>(&known), hooks, sizeof(known));
    if ((known.allocate == nullptr) != (known.deallocate == nullptr)) {
      return invalid_argument("hooks: allocate and deallocate come together, or neither");
    }
    if ((known.thread_count == nullptr) != (known.parallel_for == nullptr)) {
      return invalid_argument("hooks: thread_count and parallel_for come together, or neither");
    }
  }
  return std::unique_ptr<Services>(new Services(known, threads));
}

Services::Services(const mortise_hooks_t& hooks, uint32_t threads) : hooks_(hooks), packed_(*this) {
  if (!threads_are_supplied()) {
    if (threads == 0) threads = std::thread::hardware_concurrency();
    pool_ = std::make_unique<ThreadPool>(threads);
  }
}

void* Services::allocate(uint64_t size, uint64_t alignment) {
  if (size > UINT64_MAX / 2) return nullptr;
  const uint64_t rounded = rounded_size(size, alignment);
  if (hooks_.allocate != nullptr) return hooks_.allocate(hooks_.context, rounded, alignment);
  return std::aligned_alloc(static_cast<size_t>(alignment), static_cast<size_t>(rounded));
}

void Services::deallocate(void* memory, uint64_t size, uint64_t alignment) {
  if (memory == nullptr) return;
  if (hooks_.deallocate != nullptr) {
    hooks_.deallocate(hooks_.context, memory, rounded_size(size, alignment), alignment);
  } else {
    std::free(memory);
  }
}

void Services::log(uint32_t level, std::string_view message) const {
  if (hooks_.log != nullptr) hooks_.log(hooks_.context, level, to_abi(message));
}

int64_t Services::now() const {
  if (hooks_.now != nullptr) return hooks_.now(hooks_.context);
  return std::chrono::steady_clock::now().time_since_epoch().count();
}

uint32_t Services::thread_count() const {
  return threads_are_supplied() ? std::max(1u, hooks_.thread_count(hooks_.context))
                                : pool_->thread_count();
}

namespace {

// A loop on the embedder's threads. They know nothing of loops within loops.
struct SuppliedLoop {
  mortise_loop_body_t body;
  void* context;

  static thread_local bool inside;

  static void run(void* self, uint64_t begin, uint64_t end, uint32_t worker) {
    const auto& loop = *static_cast<const SuppliedLoop*>(self);
    inside = true;
    loop.body(loop.context, begin, end, worker);
    inside = false;
  }
};

thread_local bool SuppliedLoop::inside = false;

}  // namespace

void Services::parallel_for(uint64_t count, uint64_t grain, mortise_loop_body_t body,
                            void* context) {
  if (!threads_are_supplied()) {
    pool_->parallel_for(count, grain, body, context);
  } else if (SuppliedLoop::inside) {
    if (count > 0) body(context, 0, count, 0);
  } else {
    SuppliedLoop loop{body, context};
    hooks_.parallel_for(hooks_.context, count, grain, &SuppliedLoop::run, &loop);
  }
}

mortise_host_t Services::table() {
  mortise_host_t table{};
  table.struct_size = sizeof(table);
  table.abi_major = MORTISE_ABI_MAJOR;
  table.abi_minor = MORTISE_ABI_MINOR;
  table.context = reinterpret_cast<mortise_runtime_context_t*>(this);
  table.status_create = &host_status_create;
  table.log = &host_log;
  table.now = &host_now;
  table.allocate = &host_allocate;
  table.deallocate = &host_deallocate;
  table.thread_count = &host_thread_count;
  table.parallel_for = &host_parallel_for;
  table.threads_are_supplied = &host_threads_are_supplied;
  table.packed_acquire = &host_packed_acquire;
  table.packed_release = &host_packed_release;
  table.graph_view = &graph::view_table();
  table.graph_edit = &graph::edit_table();
  return table;
}

Result<HostMemory> HostMemory::create(Services& services, uint64_t size, uint64_t alignment) {
  HostMemory memory;
  memory.data_ = services.allocate(size, alignment);
  if (memory.data_ == nullptr)
    return out_of_memory("no tensor memory of " + std::to_string(size) + " bytes");
  memory.services_ = &services;
  memory.size_ = size;
  memory.alignment_ = alignment;
  return memory;
}

HostMemory::HostMemory(HostMemory&& other) noexcept
    : services_(std::exchange(other.services_, nullptr)),
      data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      alignment_(other.alignment_) {}

HostMemory& HostMemory::operator=(HostMemory&& other) noexcept {
  std::swap(services_, other.services_);
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(alignment_, other.alignment_);
  return *this;
}

HostMemory::~HostMemory() {
  if (services_ != nullptr) services_->deallocate(data_, size_, alignment_);
}

}  // namespace mortise::run
