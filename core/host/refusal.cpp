#include "core/host/refusal.hpp"

#include "core/base/text.hpp"

namespace mortise::host {

Status to_status(const std::string& id, const Refusal& refusal) {
  // What is wrong with the plugin's own files is no fault of what the caller gave.
  const bool is_its_own =
      refusal.code == MORTISE_STATUS_DATA_LOSS || refusal.code == MORTISE_STATUS_PERMISSION_DENIED;
  return {is_its_own ? uint32_t{MORTISE_STATUS_UNAVAILABLE} : refusal.code,
          concat({"plugin `", id, "`: ", refusal.cause, "; ", refusal.remedy}),
          refusal.code == MORTISE_STATUS_OUT_OF_MEMORY ? MORTISE_STATUS_FLAG_RETRYABLE : 0};
}

}  // namespace mortise::host
