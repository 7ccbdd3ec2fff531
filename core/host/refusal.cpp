#include "core/host/refusal.hpp"

#include "core/base/text.hpp"

namespace mortise::host {

Status to_status(const std::string& id, const Refusal& refusal) {
  return {refusal.code, concat({"plugin `", id, "`: ", refusal.cause, "; ", refusal.remedy})};
}

}  // namespace mortise::host
