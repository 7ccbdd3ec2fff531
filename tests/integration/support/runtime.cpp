#include "tests/integration/support/runtime.hpp"

#include <cstdlib>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace mortise::tests {

Runtime make_runtime(const std::string& config, const std::vector<std::string>& plugins,
                     const mortise_hooks_t* hooks) {
  const char* build = std::getenv("MORTISE_BUILD_DIR");
  if (build == nullptr)
    throw std::runtime_error("MORTISE_BUILD_DIR is not set: run the test with ctest");
  nlohmann::json full = nlohmann::json::parse(config);
  full["plugins"]["search_defaults"] = false;
  if (!full.contains("backends")) full["backends"] = {{{"name", "reference"}}};
  if (!full.contains("fallback")) full["fallback"] = nlohmann::json::array();
  RuntimeOptions options;
  options.config_json = full.dump();
  options.hooks = hooks;
  options.plugin_paths.push_back(std::string(build) + "/lib/mortise/plugins");
  for (const std::string& plugin : plugins)
    options.plugin_paths.push_back(std::string(build) + "/tests/plugins/" + plugin);
  return Runtime(options);
}

Error error_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error;
  }
  FAIL("the call succeeds, where an error was expected");
  std::abort();
}

}  // namespace mortise::tests
