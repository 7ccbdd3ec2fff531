#include "tools/mortise/exit_code.hpp"

#include <mortise/abi/base.h>

namespace mortise::cli {

int exit_code_of(uint32_t status_code) {
  switch (status_code) {
    case MORTISE_STATUS_INVALID_ARGUMENT:
    case MORTISE_STATUS_ALREADY_EXISTS:
    case MORTISE_STATUS_PERMISSION_DENIED:
    case MORTISE_STATUS_DATA_LOSS: return kBadInput;
    case MORTISE_STATUS_NOT_FOUND:
    case MORTISE_STATUS_UNSUPPORTED:
    case MORTISE_STATUS_UNAVAILABLE:
    case MORTISE_STATUS_INCOMPATIBLE: return kUnavailable;
    case MORTISE_STATUS_OUT_OF_MEMORY: return kOutOfMemory;
    case MORTISE_STATUS_DEADLINE_EXCEEDED: return kTimeout;
    default: return kFailure;
  }
}

std::string status_name(uint32_t status_code) {
  switch (status_code) {
    case MORTISE_STATUS_INVALID_ARGUMENT: return "invalid_argument";
    case MORTISE_STATUS_NOT_FOUND: return "not_found";
    case MORTISE_STATUS_ALREADY_EXISTS: return "already_exists";
    case MORTISE_STATUS_UNSUPPORTED: return "unsupported";
    case MORTISE_STATUS_OUT_OF_MEMORY: return "out_of_memory";
    case MORTISE_STATUS_DEADLINE_EXCEEDED: return "deadline_exceeded";
    case MORTISE_STATUS_CANCELLED: return "cancelled";
    case MORTISE_STATUS_FAILED_PRECONDITION: return "failed_precondition";
    case MORTISE_STATUS_PERMISSION_DENIED: return "permission_denied";
    case MORTISE_STATUS_DATA_LOSS: return "data_loss";
    case MORTISE_STATUS_UNAVAILABLE: return "unavailable";
    case MORTISE_STATUS_INCOMPATIBLE: return "incompatible";
    default: return "internal";
  }
}

}  // namespace mortise::cli
