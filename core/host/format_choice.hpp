// Which format a file is in, by what manifests claim: its extension, then its first bytes.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/host/plugin_set.hpp"

namespace mortise::host {

/// The plugin to read `path` with. Opens the file only when the extension does not decide.
Result<Plugin*> choose_format(const std::vector<std::unique_ptr<Plugin>>& plugins,
                              const std::string& path);

}  // namespace mortise::host
