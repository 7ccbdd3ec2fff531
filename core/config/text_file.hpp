// Reads a whole text file, with a limit.
#pragma once

#include <cstddef>
#include <string>

#include "core/base/status.hpp"

namespace mortise::config {

/// Refuses what is not a plain file, and what is longer than `limit` bytes.
Result<std::string> read_text_file(const std::string& path, size_t limit);

}  // namespace mortise::config
