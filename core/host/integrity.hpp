// Whether files may be trusted: where they lie, who may write them, and whether they are what the manifest says.
#pragma once

#include <string>

#include "core/host/refusal.hpp"

namespace mortise::host {

/// Folder and manifest: nobody but their owner (root, when `privileged`) may change them.
Verdict check_trusted(const std::string& path, bool privileged);

/// The library: a plain file that lies in `folder` once links are followed, trusted like the rest.
Verdict check_library_file(const std::string& folder, const std::string& library, bool privileged);

/// Reads the whole library, the first time that this process asks for it: at load only.
Verdict check_hash(const std::string& library_path, const std::string& sha256);

}  // namespace mortise::host
