// Statuses that the plugin under test returns. Each is checked as it comes: a malformed one is a failure wherever it
// appears.
#pragma once

#include <mortise/abi/base.h>

#include <cstdint>
#include <string>

namespace mortise::conform {

class Status {
 public:
  Status() = default;
  Status(uint32_t code, uint32_t flags, std::string message)
      : code_(code), flags_(flags), message_(std::move(message)) {}

  bool ok() const { return code_ == 0; }
  uint32_t code() const { return code_; }
  uint32_t flags() const { return flags_; }
  bool retryable() const { return (flags_ & MORTISE_STATUS_FLAG_RETRYABLE) != 0; }
  bool poisoned() const { return (flags_ & MORTISE_STATUS_FLAG_POISONED) != 0; }
  const std::string& message() const { return message_; }
  /// "OUT_OF_MEMORY: the device's memory has …"
  std::string text() const;

 private:
  uint32_t code_ = 0;
  uint32_t flags_ = 0;
  std::string message_;
};

/// "OUT_OF_MEMORY"; "status 77" for a code that there is not.
std::string code_name(uint32_t code);

/// Copies the status and releases it. Throws Failure when it breaks a rule of base.h.
Status take(mortise_status_t* status);

}  // namespace mortise::conform
