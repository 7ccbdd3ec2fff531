#include <algorithm>

#include "core/base/text.hpp"
#include "core/config/config.hpp"

namespace mortise::config {
namespace {

std::string list(const std::vector<std::string>& names) {
  return join(std::vector<std::string_view>(names.begin(), names.end()));
}

std::string with_options(const OptionsText& options) {
  return options == "{}" ? std::string() : concat({", with options ", options});
}

std::string explain_backend(const Backend& backend, bool first) {
  std::string devices;
  for (uint64_t index : backend.devices)
    devices += (devices.empty() ? "" : ", ") + std::to_string(index);
  std::string text = concat({first ? "Nodes go to `" : "What it cannot run goes to `", backend.name,
                             backend.devices.size() == 1 ? "`, device " : "`, devices ", devices});
  if (!backend.allow.empty()) text += "; only " + list(backend.allow);
  if (!backend.deny.empty()) text += "; never " + list(backend.deny);
  return concat({text, with_options(backend.options), ".\n"});
}

}  // namespace

std::string explain(const Config& config) {
  std::string text;
  for (size_t i = 0; i < config.backends.size(); ++i)
    text += explain_backend(config.backends[i], i == 0);
  if (config.fallback.empty()) {
    text += "There is no fallback: a node that no backend runs is an error.\n";
  } else {
    text += concat({"A node that no backend runs is decomposed, then falls back on: ",
                    list(config.fallback), "; the session's report names each such node.\n"});
  }
  const uint64_t threads = config.execution.threads;
  text += threads == 0 ? "Kernels use one thread per core.\n"
                       : concat({"Kernels use ", std::to_string(threads),
                                 threads == 1 ? " thread.\n" : " threads.\n"});
  text += concat({"A session keeps up to ", std::to_string(config.execution.program_cache),
                  " compiled programs, one per combination of input shapes.\n"});
  for (const Named& pass : config.passes) {
    text +=
        concat({"The pass `", pass.name, "` changes the graph", with_options(pass.options), ".\n"});
  }
  if (config.communicator) {
    text += concat({"Ranks talk through the communicator `", config.communicator->name, "`",
                    with_options(config.communicator->options), ".\n"});
  }
  for (const std::string& path : config.plugins.paths)
    text += concat({"Plugins are looked for in ", path, ".\n"});
  for (const auto& [id, options] : config.plugins.options) {
    text += concat({"The plugin `", id, "` is given the options ", options, ".\n"});
  }
  text +=
      config.plugins.search_defaults
          ? "Plugins are also looked for in MORTISE_PLUGIN_PATH, beside the library, and in the system's folders.\n"
          : "Plugins are looked for nowhere else.\n";
  return text;
}

}  // namespace mortise::config
