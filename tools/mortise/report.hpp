// The session's report (docs/cli.md) as text: times by operator, memory, and every fallback with its reason.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace mortise::cli {

std::string report_text(const nlohmann::ordered_json& report);

/// Bytes of all arenas of all compiled programs.
uint64_t arena_bytes(const nlohmann::ordered_json& report);

}  // namespace mortise::cli
