// What a library's file says about itself, read without loading it.
#pragma once

#include <string>
#include <vector>

#include "core/host/library_search.hpp"
#include "core/host/refusal.hpp"

namespace mortise::host {

/// Whether the file is a whole shared library for this machine, exports mortise_plugin_query, and finds the libraries
/// that it needs. `also_needed` are libraries that the manifest names; `driver` says, for people, what brings them.
Verdict check_elf(const std::string& path, const std::vector<std::string>& also_needed,
                  const std::string& driver, const LibrarySearch& search);

}  // namespace mortise::host
