// Why a plugin is not loaded: one cause, one remedy.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/status.hpp"

namespace mortise::host {

struct Refusal {
  uint32_t code = MORTISE_STATUS_INTERNAL;
  std::string cause;
  std::string remedy;
};

/// The remedy where a plugin breaks the ABI.
inline constexpr const char* kReport =
    "report it to the plugin's author; until then remove the plugin";

/// The remedy where memory was short. Such a refusal is not final: the next load tries again.
inline constexpr const char* kMoreMemory =
    "free memory, or raise the limit that this process was given (ulimit -v), and try again";

/// The remedy for a failure inside a plugin, by its code.
inline const char* remedy_for(uint32_t code) {
  return code == MORTISE_STATUS_OUT_OF_MEMORY ? kMoreMemory : kReport;
}

/// Empty: nothing is wrong.
using Verdict = std::optional<Refusal>;

inline Verdict refuse(uint32_t code, std::string cause, std::string remedy) {
  return Refusal{code, std::move(cause), std::move(remedy)};
}

/// What a caller gets who needs the plugin: what is wrong with it, or with its options, is no fault of what he asks for.
uint32_t code_for_caller(const Refusal& refusal);

/// "plugin `id`: cause; remedy"
Status to_status(const std::string& id, const Refusal& refusal);

}  // namespace mortise::host
