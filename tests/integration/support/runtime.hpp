// Runtimes for tests: they see the build's own plugins and the test plugins that they name, and nothing that the machine
// has installed.
#pragma once

#include <mortise/mortise.hpp>

#include <functional>
#include <string>
#include <vector>

namespace mortise::tests {

/// `config`: JSON as docs/config.md describes it; what it leaves out runs on `reference` alone. `plugins`: folders of
/// tests/plugins.
Runtime make_runtime(const std::string& config = "{}", const std::vector<std::string>& plugins = {},
                     const mortise_hooks_t* hooks = nullptr);

/// What `call` throws; fails the test when it throws nothing.
Error error_of(const std::function<void()>& call);

}  // namespace mortise::tests
