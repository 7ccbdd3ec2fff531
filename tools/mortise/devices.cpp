// `mortise devices`: the devices of all plugins that can be loaded, which happens in a process of its own.
#include <algorithm>
#include <cstdio>
#include <memory>

#include <nlohmann/json.hpp>

#include "tools/common/child.hpp"
#include "tools/mortise/command.hpp"
#include "tools/mortise/output.hpp"
#include "tools/mortise/probe.hpp"
#include "tools/mortise/runtime_flags.hpp"

namespace mortise::cli {
namespace {

// The line that the process which loads the plugins ends with; before it is what they print themselves.
constexpr std::string_view kList = "mortise devices: ";

struct Flags {
  RuntimeFlags runtime;
  double timeout = 60;  // seconds
  bool worker = false;  // this is the process that loads the plugins
  bool json = false;
};

/// The plugin that ended or stopped the process that listed all devices; each is tried alone.
std::string find_culprit(const Flags& flags, const Json& plugins) {
  for (const Json& plugin : plugins) {
    const auto provides = plugin.value("provides", std::vector<std::string>());
    const bool has_devices =
        std::any_of(provides.begin(), provides.end(),
                    [](const std::string& item) { return item.rfind("device:", 0) == 0; });
    if (!has_devices || plugin["state"] != "found") continue;
    const auto id = plugin["id"].get<std::string>();
    const Probe probe =
        probe_plugin(id, flags.runtime.arguments(), std::chrono::duration<double>(flags.timeout));
    if (!probe.loaded() && probe.code != "load-refused")
      return "the plugin `" + id + "`: " + probe.cause +
             "\nremedy: remove it, or see mortise doctor " + plugin["manifest"].get<std::string>();
  }
  return "no plugin does so when it is loaded alone\nremedy: see mortise plugins --probe";
}

Json list_devices(const Flags& flags) {
  // What is wrong with the config is said here, and not by the other process.
  const Runtime runtime = flags.runtime.open();
  std::vector<std::string> words = {"devices", "--worker"};
  const std::vector<std::string> more = flags.runtime.arguments();
  words.insert(words.end(), more.begin(), more.end());
  const std::chrono::duration<double> limit(flags.timeout);
  const tools::ChildOutcome outcome = tools::run_child(
      tools::own_program(), words, std::chrono::duration_cast<std::chrono::milliseconds>(limit));
  const size_t list = outcome.output.rfind(kList);
  std::fputs(outcome.output.substr(0, list).c_str(), stderr);
  if (!outcome.timed_out && outcome.signal == 0 && list != std::string::npos) {
    const size_t start = list + kList.size();
    return parse_json(outcome.output.substr(start, outcome.output.find('\n', start) - start));
  }
  throw Error(MORTISE_STATUS_UNAVAILABLE, "listing the devices " + how_it_ended(outcome, limit) +
                                              "; " +
                                              find_culprit(flags, parse_json(runtime.plugins())));
}

// The runtime is released before the list is printed, so that the plugins' end belongs to the trial.
void list_in_this_process(const Flags& flags) {
  const Json devices = parse_json(flags.runtime.open().devices());
  print(std::string(kList) + devices.dump() + "\n");
}

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
  command->add_option("--timeout", flags->timeout, "seconds that loading all of them may take")
      ->check(number(0.1, 3600))
      ->capture_default_str()
      ->type_name("S");
  command->add_flag("--worker", flags->worker)->group("");
  command->callback([flags] {
    if (flags->worker) return list_in_this_process(*flags);
    const Json devices = list_devices(*flags);
    require_backends(parse_json(flags->runtime.open().config()), devices);
    if (flags->json) {
      print_json(devices);
    } else {
      print(text_of(devices));
    }
  });
}

}  // namespace mortise::cli
