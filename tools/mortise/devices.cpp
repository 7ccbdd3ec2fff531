// `mortise devices`: the devices of all plugins that can be loaded.
#include <algorithm>
#include <memory>

#include <nlohmann/json.hpp>

#include "tools/mortise/command.hpp"
#include "tools/mortise/output.hpp"
#include "tools/mortise/runtime_flags.hpp"

namespace mortise::cli {
namespace {

struct Flags {
  RuntimeFlags runtime;
  bool json = false;
};

std::string text_of(const Json& devices) {
  if (devices.empty()) return "No devices found.\nremedy: see mortise plugins --probe\n";
  Table table({"KIND", ">INDEX", "NAME", ">MEMORY", "PLUGIN"});
  std::string causes;
  for (const Json& device : devices) {
    const auto plugin = device.value("plugin", std::string());
    const auto cause = device.value("cause", std::string());
    if (!cause.empty()) {
      causes += "\n" + device.value("kind", plugin) + ": " + cause + "\n";
      continue;
    }
    const auto memory = device.value("memory_bytes", uint64_t{0});
    table.add({device.value("kind", std::string()), std::to_string(device.value("index", 0)),
               device.value("name", std::string()), memory > 0 ? format_bytes(memory) : "",
               plugin});
  }
  return (table.empty() ? "" : table.text()) + causes;
}

/// Fails where the config, or --backend, names a backend that has no device.
void require_backends(const Json& config, const Json& devices) {
  std::vector<std::string> usable;
  for (const Json& device : devices) {
    if (!device.contains("cause")) usable.push_back(device.value("kind", std::string()));
  }
  for (const Json& backend : config.value("backends", Json::array())) {
    const auto name = backend.value("name", std::string());
    if (!backend.value("required", true)) continue;
    if (std::find(usable.begin(), usable.end(), name) != usable.end()) continue;
    throw Error(MORTISE_STATUS_UNAVAILABLE,
                "the backend `" + name + "` has no device that can be used; there are: " +
                    join(usable, ", ") + "; mortise plugins --probe says why");
  }
}

}  // namespace

void add_devices(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("devices", "List the devices of all plugins that can be loaded");
  auto flags = std::make_shared<Flags>();
  add_json_flag(*command, flags->json);
  flags->runtime.add_to(*command);
  command->callback([flags] {
    const Runtime runtime = flags->runtime.open();
    const Json devices = parse_json(runtime.devices());
    require_backends(parse_json(runtime.config()), devices);
    if (flags->json) {
      print_json(devices);
    } else {
      print(text_of(devices));
    }
  });
}

}  // namespace mortise::cli
