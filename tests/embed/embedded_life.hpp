// All that an embedder does with a runtime, from its creation to its release, errors included.
#pragma once

#include <mortise/mortise.h>

#include <string>

namespace mortise::tests {

/// Whether the build has the plugin.
bool has_plugin(const std::string& id);

/// Runs a model on `backend` alone; throws when something does not do what it should. `hooks` may be null.
void live(const std::string& backend, const mortise_hooks_t* hooks = nullptr);

}  // namespace mortise::tests
