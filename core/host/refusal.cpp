#include "core/host/refusal.hpp"

#include "core/base/text.hpp"

namespace mortise::host {

uint32_t code_for_caller(const Refusal& refusal) {
  switch (refusal.code) {
    case MORTISE_STATUS_NOT_FOUND:
    case MORTISE_STATUS_UNSUPPORTED:
    case MORTISE_STATUS_INCOMPATIBLE:
    case MORTISE_STATUS_OUT_OF_MEMORY: return refusal.code;
    default: return MORTISE_STATUS_UNAVAILABLE;
  }
}

Status to_status(const std::string& id, const Refusal& refusal) {
  return {code_for_caller(refusal),
          concat({"plugin `", id, "`: ", refusal.cause, "; ", refusal.remedy}),
          refusal.code == MORTISE_STATUS_OUT_OF_MEMORY ? MORTISE_STATUS_FLAG_RETRYABLE : 0};
}

}  // namespace mortise::host
