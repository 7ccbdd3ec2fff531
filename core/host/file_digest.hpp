// What a file holds, in 64 characters.
#pragma once

#include <optional>
#include <string>

namespace mortise::host {

/// SHA-256 in hexadecimal; nothing, and errno, when the file cannot be read. A file that this process has read before, and that
/// is as it was, is not read again. Any thread.
std::optional<std::string> file_digest(const std::string& path);

}  // namespace mortise::host
