#include "plugin-sdk/testing/fake_host.hpp"

#include <mortise/sdk/status.hpp>

#include <chrono>
#include <cstdlib>

#include "plugin-sdk/testing/fake_graph.hpp"

namespace mortise::sdk::testing {

FakeHost::FakeHost() {
  table_.struct_size = sizeof(table_);
  table_.abi_major = MORTISE_ABI_MAJOR;
  table_.abi_minor = MORTISE_ABI_MINOR;
  table_.fingerprint = MORTISE_ABI_FINGERPRINT;
  table_.context = reinterpret_cast<mortise_runtime_context_t*>(this);
  table_.graph_view = FakeGraph::view_table();
  table_.graph_edit = FakeGraph::edit_table();
  fill_services();
  fill_memory();
}

void FakeHost::fill_services() {
  table_.status_create = [](uint32_t code, uint32_t flags, mortise_string_t text) {
    return make_status(code, flags, to_view(text));
  };
  table_.log = [](mortise_runtime_context_t* context, uint32_t, mortise_string_t text) {
    from(context).log_.emplace_back(to_view(text));
  };
  table_.now = [](mortise_runtime_context_t*) -> int64_t {
    return std::chrono::steady_clock::now().time_since_epoch().count();
  };
  table_.thread_count = [](mortise_runtime_context_t*) -> uint32_t { return 1; };
  table_.parallel_for = [](mortise_runtime_context_t*, uint64_t count, uint64_t,
                           mortise_loop_body_t body, void* body_context) {
    if (count != 0) body(body_context, 0, count, 0);
  };
  table_.threads_are_supplied = [](mortise_runtime_context_t*) -> uint32_t { return 0; };
  table_.dtype_find = [](mortise_runtime_context_t*, uint32_t) -> const mortise_dtype_info_t* {
    return nullptr;
  };
  table_.operator_find = [](mortise_runtime_context_t*, mortise_string_t, mortise_string_t,
                            uint32_t) -> const mortise_operator_t* { return nullptr; };
}

void FakeHost::fill_memory() {
  table_.allocate = [](mortise_runtime_context_t* context, uint64_t size, uint64_t alignment,
                       void** out_memory) -> mortise_status_t* {
    FakeHost& host = from(context);
    if (host.allocations_left_ == 0) return out_of_memory_status();
    if (host.allocations_left_ > 0) --host.allocations_left_;
    *out_memory = std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
    if (*out_memory == nullptr) return out_of_memory_status();
    host.live_bytes_ += size;
    return nullptr;
  };
  table_.deallocate = [](mortise_runtime_context_t* context, void* memory, uint64_t size,
                         uint64_t) {
    from(context).live_bytes_ -= size;
    std::free(memory);
  };
  table_.packed_acquire = [](mortise_runtime_context_t*, const mortise_packed_request_t* request,
                             mortise_packed_t** out_packed,
                             const void** out_data) -> mortise_status_t* {
    const uint64_t size = (request->size + request->alignment) / request->alignment;
    void* memory = std::aligned_alloc(request->alignment, size * request->alignment);
    if (memory == nullptr) return out_of_memory_status();
    mortise_status_t* status = request->pack(request->context, memory, request->size);
    if (status != nullptr) {
      std::free(memory);
      return status;
    }
    *out_packed = static_cast<mortise_packed_t*>(memory);
    *out_data = memory;
    return nullptr;
  };
  table_.packed_release = [](mortise_runtime_context_t*, mortise_packed_t* packed) {
    std::free(packed);
  };
}

}  // namespace mortise::sdk::testing
