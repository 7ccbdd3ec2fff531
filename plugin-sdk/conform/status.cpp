#include "plugin-sdk/conform/status.hpp"

#include "plugin-sdk/conform/check.hpp"

namespace mortise::conform {
namespace {

constexpr uint32_t kKnownFlags =
    MORTISE_STATUS_FLAG_RETRYABLE | MORTISE_STATUS_FLAG_DEVICE_LOST | MORTISE_STATUS_FLAG_POISONED;
constexpr uint64_t kLongestMessage = 1 << 20;

}  // namespace

std::string code_name(uint32_t code) {
  static constexpr const char* kNames[] = {
      "success",           "INVALID_ARGUMENT", "NOT_FOUND",
      "ALREADY_EXISTS",    "UNSUPPORTED",      "OUT_OF_MEMORY",
      "DEADLINE_EXCEEDED", "CANCELLED",        "FAILED_PRECONDITION",
      "PERMISSION_DENIED", "DATA_LOSS",        "UNAVAILABLE",
      "INCOMPATIBLE",      "INTERNAL"};
  return code < std::size(kNames) ? kNames[code] : "status " + std::to_string(code);
}

std::string Status::text() const { return ok() ? "success" : code_name(code_) + ": " + message_; }

Status take(mortise_status_t* status) {
  if (status == nullptr) return {};
  expect(status->struct_size >= sizeof(mortise_status_t), "a status says that it has ",
         status->struct_size, " bytes; it needs ", sizeof(mortise_status_t));
  expect(status->code != 0 && status->code <= MORTISE_STATUS_INTERNAL, "a status has the code ",
         status->code, "; codes are 1 to ", MORTISE_STATUS_INTERNAL, ", and success is null");
  expect((status->flags & ~kKnownFlags) == 0, "a status has the unknown flags ", status->flags);
  expect(status->message.size > 0 && status->message.data != nullptr,
         "a status has no message: it must say where, what, and what would be right");
  expect(status->message.size <= kLongestMessage, "a status has a message of ",
         status->message.size, " bytes");
  Status copy(status->code, status->flags, std::string(sdk::to_view(status->message)));
  mortise_status_release(status);
  return copy;
}

}  // namespace mortise::conform
