#include "core/host/host_table.hpp"

#include <mortise/abi/fingerprint.h>

#include "core/base/firewall.hpp"
#include "core/base/status.hpp"
#include "core/host/host.hpp"

namespace mortise::host {

struct HostTable::Calls {
  static const HostTable& self(mortise_runtime_context_t* context) {
    return *reinterpret_cast<HostTable*>(context);
  }

  static void log(mortise_runtime_context_t* context, uint32_t level, mortise_string_t message) {
    const mortise_host_t& services = self(context).services_;
    if (services.log != nullptr) services.log(services.context, level, message);
  }
  static int64_t now(mortise_runtime_context_t* context) {
    const mortise_host_t& services = self(context).services_;
    return services.now(services.context);
  }
  static mortise_status_t* allocate(mortise_runtime_context_t* context, uint64_t size,
                                    uint64_t alignment, void** out_memory) {
    const mortise_host_t& services = self(context).services_;
    return services.allocate(services.context, size, alignment, out_memory);
  }
  static void deallocate(mortise_runtime_context_t* context, void* memory, uint64_t size,
                         uint64_t alignment) {
    const mortise_host_t& services = self(context).services_;
    services.deallocate(services.context, memory, size, alignment);
  }
  static uint32_t thread_count(mortise_runtime_context_t* context) {
    const mortise_host_t& services = self(context).services_;
    return services.thread_count(services.context);
  }
  static void parallel_for(mortise_runtime_context_t* context, uint64_t count, uint64_t grain,
                           mortise_loop_body_t body, void* body_context) {
    const mortise_host_t& services = self(context).services_;
    services.parallel_for(services.context, count, grain, body, body_context);
  }
  static uint32_t threads_are_supplied(mortise_runtime_context_t* context) {
    const mortise_host_t& services = self(context).services_;
    return services.threads_are_supplied(services.context);
  }
  static mortise_status_t* packed_acquire(mortise_runtime_context_t* context,
                                          const mortise_packed_request_t* request,
                                          mortise_packed_t** out_packed, const void** out_data) {
    const mortise_host_t& services = self(context).services_;
    return services.packed_acquire(services.context, request, out_packed, out_data);
  }
  static void packed_release(mortise_runtime_context_t* context, mortise_packed_t* packed) {
    const mortise_host_t& services = self(context).services_;
    services.packed_release(services.context, packed);
  }

  static const mortise_dtype_info_t* dtype_find(mortise_runtime_context_t* context,
                                                uint32_t dtype) {
    return firewall_or<const mortise_dtype_info_t*>(
        nullptr, [&] { return self(context).host_.find_dtype(dtype); });
  }
  static const mortise_operator_t* operator_find(mortise_runtime_context_t* context,
                                                 mortise_string_t domain, mortise_string_t op,
                                                 uint32_t version) {
    return firewall_or<const mortise_operator_t*>(nullptr, [&] {
      return self(context).host_.find_operator(to_view(domain), to_view(op), version);
    });
  }
};

HostTable::HostTable(const mortise_host_t& services, Host& host)
    : services_(services), host_(host) {
  table_ = services;
  table_.struct_size = sizeof(table_);
  table_.abi_major = MORTISE_ABI_MAJOR;
  table_.abi_minor = MORTISE_ABI_MINOR;
  table_.fingerprint = MORTISE_ABI_FINGERPRINT;
  table_.context = reinterpret_cast<mortise_runtime_context_t*>(this);
  table_.log = &Calls::log;
  if (services.now != nullptr) table_.now = &Calls::now;
  if (services.allocate != nullptr) table_.allocate = &Calls::allocate;
  if (services.deallocate != nullptr) table_.deallocate = &Calls::deallocate;
  if (services.thread_count != nullptr) table_.thread_count = &Calls::thread_count;
  if (services.parallel_for != nullptr) table_.parallel_for = &Calls::parallel_for;
  if (services.threads_are_supplied != nullptr)
    table_.threads_are_supplied = &Calls::threads_are_supplied;
  if (services.packed_acquire != nullptr) table_.packed_acquire = &Calls::packed_acquire;
  if (services.packed_release != nullptr) table_.packed_release = &Calls::packed_release;
  table_.dtype_find = &Calls::dtype_find;
  table_.operator_find = &Calls::operator_find;
}

}  // namespace mortise::host
