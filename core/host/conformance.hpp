// Whether a plugin has shown that it conforms, where the config wants that shown.
#pragma once

#include <string>

#include "core/config/manifest.hpp"
#include "core/host/refusal.hpp"

namespace mortise::host {

/// The report that the manifest names must be of this very library, of the whole suite, with default options, and good.
Verdict check_conformance(const std::string& folder, const config::Manifest& manifest);

}  // namespace mortise::host
