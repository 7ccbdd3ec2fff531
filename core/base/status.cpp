#include "core/base/status.hpp"

#include <cstring>
#include <new>

namespace mortise {
namespace {

// The status and its message in one allocation.
struct HeapStatus {
  mortise_status_t status;
  char text[1];
};

void release_heap_status(mortise_status_t* self) { ::operator delete(static_cast<void*>(self)); }

constexpr uint64_t kLongestMessage = uint64_t{1} << 20;

constexpr std::string_view kNoMemory = "out of memory while reporting an error";
mortise_status_t no_memory_status = {sizeof(mortise_status_t),
                                     MORTISE_STATUS_OUT_OF_MEMORY,
                                     MORTISE_STATUS_FLAG_RETRYABLE,
                                     {kNoMemory.data(), kNoMemory.size()},
                                     nullptr};

}  // namespace

mortise_status_t* make_status(uint32_t code, uint32_t flags, std::string_view message) noexcept {
  void* memory = ::operator new(sizeof(HeapStatus) + message.size(), std::nothrow);
  if (memory == nullptr) return &no_memory_status;
  auto* heap = new (memory) HeapStatus{};
  if (!message.empty()) std::memcpy(heap->text, message.data(), message.size());
  heap->status = {
      sizeof(mortise_status_t), code, flags, {heap->text, message.size()}, &release_heap_status};
  return &heap->status;
}

mortise_status_t* well_formed(mortise_status_t* taken) noexcept {
  if (taken == nullptr) return nullptr;
  // Of a shorter one not even the release function can be read.
  if (taken->struct_size < sizeof(mortise_status_t)) {
    return make_status(MORTISE_STATUS_INTERNAL, 0,
                       "a plugin returned a malformed status: its struct_size is too small");
  }
  const bool has_text = taken->message.data != nullptr || taken->message.size == 0;
  const bool has_code = taken->code != 0 && taken->code <= MORTISE_STATUS_INTERNAL;
  if (has_text && has_code && taken->message.size <= kLongestMessage) return taken;
  mortise_status_release(taken);
  return make_status(MORTISE_STATUS_INTERNAL, 0,
                     has_code ? "a plugin returned a malformed status: its message cannot be read"
                              : "a plugin returned a malformed status: there is no such code");
}

std::string_view status_code_name(uint32_t code) {
  switch (code) {
    case 0: return "ok";
    case MORTISE_STATUS_INVALID_ARGUMENT: return "invalid argument";
    case MORTISE_STATUS_NOT_FOUND: return "not found";
    case MORTISE_STATUS_ALREADY_EXISTS: return "already exists";
    case MORTISE_STATUS_UNSUPPORTED: return "unsupported";
    case MORTISE_STATUS_OUT_OF_MEMORY: return "out of memory";
    case MORTISE_STATUS_DEADLINE_EXCEEDED: return "deadline exceeded";
    case MORTISE_STATUS_CANCELLED: return "cancelled";
    case MORTISE_STATUS_FAILED_PRECONDITION: return "failed precondition";
    case MORTISE_STATUS_PERMISSION_DENIED: return "permission denied";
    case MORTISE_STATUS_DATA_LOSS: return "data loss";
    case MORTISE_STATUS_UNAVAILABLE: return "unavailable";
    case MORTISE_STATUS_INCOMPATIBLE: return "incompatible";
    case MORTISE_STATUS_INTERNAL: return "internal error";
    default: return "unknown status code";
  }
}

Status Status::annotate(std::string_view where) && {
  if (ok()) return {};
  const Status bare = std::move(*this).strip(where);
  std::string text(where);
  text.append(": ").append(bare.message());
  return {bare.code(), text, bare.flags()};
}

// "domain::Op 'node'" goes by "Op 'node'", too.
Status Status::strip(std::string_view where) && {
  const size_t domain = where.substr(0, where.find(' ')).find("::");
  const std::string_view alone =
      domain == std::string_view::npos ? where : where.substr(domain + 2);
  for (const std::string_view name : {where, alone}) {
    const std::string prefix = std::string(name) + ": ";
    if (message().starts_with(prefix)) return {code(), message().substr(prefix.size()), flags()};
  }
  return std::move(*this);
}

}  // namespace mortise
