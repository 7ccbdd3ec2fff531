// What the program's exit code says; docs/cli.md has the same table.
#pragma once

#include <cstdint>
#include <string>

namespace mortise::cli {

inline constexpr int kSuccess = 0;
inline constexpr int kFailure = 1;  // while running
inline constexpr int kUsage = 2;    // the command line
inline constexpr int kBadInput =
    3;  // a model, tensor, image or config is missing, malformed or does not fit
inline constexpr int kUnavailable = 4;  // a plugin, device or operator that is needed is not there
inline constexpr int kOutOfMemory = 5;
inline constexpr int kTimeout = 6;

/// For a MORTISE_STATUS_… code.
int exit_code_of(uint32_t status_code);

/// "invalid_argument", "out_of_memory", …
std::string status_name(uint32_t status_code);

}  // namespace mortise::cli
