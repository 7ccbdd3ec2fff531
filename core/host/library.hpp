// Loading a plugin's library and asking it what it is. Code is shared by all runtimes of the process and never unmapped.
#pragma once

#include <mortise/abi/plugin.h>

#include "core/config/manifest.hpp"
#include "core/host/handshake.hpp"
#include "core/host/refusal.hpp"

namespace mortise::host {

struct Library {
  const mortise_plugin_description_t* description = nullptr;
  Tables tables{};
};

/// Requires: all checks of the file were passed. `path` is absolute.
Verdict load_library(const std::string& path, const config::Manifest& manifest,
                     Library& out_library);

}  // namespace mortise::host
