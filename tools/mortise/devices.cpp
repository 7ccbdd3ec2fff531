// `mortise devices`: the devices of all plugins that can be loaded, which happens in a process of its own.
#include "tools/mortise/devices.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>

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
  double timeout = 20;  // seconds
  bool worker = false;  // this is the process that loads the plugins
  bool json = false;
};

using Causes = std::map<std::string, std::string>;  // by plugin

/// The first plugin with devices that, loaded alone, ends the process or never returns, and how; those that are known are
/// passed over.
std::optional<Causes::value_type> find_culprit(const RuntimeFlags& runtime, const Json& plugins,
                                               double timeout, const Causes& known) {
  for (const Json& plugin : plugins) {
    const auto provides = plugin.value("provides", std::vector<std::string>());
    const bool has_devices =
        std::any_of(provides.begin(), provides.end(),
                    [](const std::string& item) { return item.rfind("device:", 0) == 0; });
    const auto id = plugin.value("id", std::string());
    if (!has_devices || plugin["state"] != "found" || known.count(id) != 0) continue;
    const Probe probe =
        probe_plugin(id, runtime.arguments(), std::chrono::duration<double>(timeout));
    if (!probe.loaded() && probe.code != "load-refused") return Causes::value_type(id, probe.cause);
  }
  return std::nullopt;
}

/// What the process that lists the devices is told, so that it loads none of these plugins: it wants a report of their
/// conformance, which is looked at before a library is.
std::vector<std::string> without(const Causes& causes, const Json& config) {
  if (causes.empty()) return {};
  Json wanted = Json::array();
  if (config.contains("plugins")) wanted = config["plugins"].value("require_conformance", wanted);
  for (const auto& [id, cause] : causes) wanted.push_back(id);
  return {"--set", "plugins.require_conformance=" + wanted.dump()};
}

/// Their devices have the causes that are known here.
void explain(Json& devices, const Causes& causes) {
  for (Json& device : devices) {
    for (const auto& [id, cause] : causes) {
      if (device.value("cause", std::string()).find("plugin `" + id + "`") == std::string::npos)
        continue;
      device["cause"] = "plugin `" + id + "`: " + cause + "; remove it, or see mortise doctor";
    }
  }
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

Json list_devices(const RuntimeFlags& flags, double timeout) {
  // What is wrong with the config is said here, and not by the other process.
  const Runtime runtime = flags.open();
  const Json plugins = parse_json(runtime.plugins());
  const Json config = parse_json(runtime.config());
  const std::chrono::duration<double> limit(timeout);
  Causes causes;
  while (true) {
    std::vector<std::string> words = {"devices", "--worker"};
    for (const std::vector<std::string>& more : {flags.arguments(), without(causes, config)})
      words.insert(words.end(), more.begin(), more.end());
    const tools::ChildOutcome outcome = tools::run_child(
        tools::own_program(), words, std::chrono::duration_cast<std::chrono::milliseconds>(limit));
    const size_t list = outcome.output.rfind(kList);
    if (!outcome.timed_out && outcome.signal == 0 && list != std::string::npos) {
      std::fputs(outcome.output.substr(0, list).c_str(), stderr);
      const size_t start = list + kList.size();
      Json devices =
          parse_json(outcome.output.substr(start, outcome.output.find('\n', start) - start));
      explain(devices, causes);
      return devices;
    }
    const auto culprit = find_culprit(flags, plugins, timeout, causes);
    if (!culprit) {
      throw Error(
          MORTISE_STATUS_UNAVAILABLE,
          "listing the devices " + how_it_ended(outcome, limit) +
              ", which no plugin does that is loaded alone\nremedy: see mortise plugins --probe");
    }
    causes.insert(*culprit);
  }
}

void add_devices(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("devices", "List the devices of all plugins that can be loaded");
  auto flags = std::make_shared<Flags>();
  add_json_flag(*command, flags->json);
  flags->runtime.add_to(*command);
  command->add_option("--timeout", flags->timeout, "seconds that loading the plugins may take")
      ->check(number(0.1, 3600))
      ->capture_default_str()
      ->type_name("S");
  command->add_flag("--worker", flags->worker)->group("");
  command->callback([flags] {
    if (flags->worker) return list_in_this_process(*flags);
    const Json devices = list_devices(flags->runtime, flags->timeout);
    require_backends(parse_json(flags->runtime.open().config()), devices);
    if (flags->json) {
      print_json(devices);
    } else {
      print(text_of(devices));
    }
  });
}

}  // namespace mortise::cli
