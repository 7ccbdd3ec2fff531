#include "core/host/testing/fake_services.hpp"

#include <algorithm>
#include <cstdlib>

#include "core/base/status.hpp"

namespace mortise::host::testing {
namespace {

mortise_status_t* create_status(uint32_t code, uint32_t flags, mortise_string_t message) {
  return make_status(code, flags, to_view(message));
}

int64_t now(mortise_runtime_context_t*) { return 1; }

mortise_status_t* allocate(mortise_runtime_context_t*, uint64_t size, uint64_t alignment,
                           void** out_memory) {
  *out_memory = std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  return *out_memory == nullptr ? out_of_memory("no memory").release() : nullptr;
}

void deallocate(mortise_runtime_context_t*, void* memory, uint64_t, uint64_t) { std::free(memory); }

uint32_t thread_count(mortise_runtime_context_t*) { return 1; }

void parallel_for(mortise_runtime_context_t*, uint64_t count, uint64_t, mortise_loop_body_t body,
                  void* body_context) {
  if (count > 0) body(body_context, 0, count, 0);
}

uint32_t threads_are_supplied(mortise_runtime_context_t*) { return 1; }

}  // namespace

FakeServices::FakeServices() {
  table_.struct_size = sizeof(table_);
  table_.context = reinterpret_cast<mortise_runtime_context_t*>(this);
  table_.status_create = &create_status;
  table_.log = &FakeServices::log;
  table_.now = &now;
  table_.allocate = &allocate;
  table_.deallocate = &deallocate;
  table_.thread_count = &thread_count;
  table_.parallel_for = &parallel_for;
  table_.threads_are_supplied = &threads_are_supplied;
}

void FakeServices::log(mortise_runtime_context_t* context, uint32_t, mortise_string_t message) {
  auto* self = reinterpret_cast<FakeServices*>(context);
  const std::lock_guard lock(self->mutex_);
  self->messages_.push_back(to_string(message));
}

std::vector<std::string> FakeServices::messages() const {
  const std::lock_guard lock(mutex_);
  return messages_;
}

bool FakeServices::logged(const std::string& part) const {
  const std::vector<std::string> all = messages();
  return std::any_of(all.begin(), all.end(), [&](const std::string& message) {
    return message.find(part) != std::string::npos;
  });
}

}  // namespace mortise::host::testing
