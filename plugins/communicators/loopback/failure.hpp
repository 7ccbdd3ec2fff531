// Why an operation failed: what is kept until somebody asks for it, and then thrown.
#pragma once

#include <mortise/sdk/status.hpp>

#include <cstdint>
#include <string>

namespace mortise::loopback {

struct Failure {
  uint32_t code = 0;  // MORTISE_STATUS_…
  uint32_t flags = 0;
  std::string message;
};

[[noreturn]] inline void raise(const Failure& failure) {
  throw sdk::Error(failure.code, failure.message, failure.flags);
}

}  // namespace mortise::loopback
