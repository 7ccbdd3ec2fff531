// Files as whole strings, with errors that say which file and what to do.
#pragma once

#include <string>
#include <string_view>

namespace mortise::tools {

/// Throws INVALID_ARGUMENT unless `path` is a regular file that can be read.
void require_file(const std::string& path);

/// The content of a regular file. Throws INVALID_ARGUMENT.
std::string read_file(const std::string& path);

/// Replaces the file as a whole, or leaves what was there. Throws FAILED_PRECONDITION.
void write_file(const std::string& path, std::string_view head, std::string_view body = {});

}  // namespace mortise::tools
