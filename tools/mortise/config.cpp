// `mortise config check`: whether a config is right, what it means, and which plugins serve it.
#include <mortise/mortise.hpp>

#include <memory>

#include <nlohmann/json.hpp>

#include "tools/common/file.hpp"
#include "tools/mortise/command.hpp"
#include "tools/mortise/devices.hpp"
#include "tools/mortise/exit_code.hpp"
#include "tools/mortise/output.hpp"
#include "tools/mortise/probe.hpp"

namespace mortise::cli {
namespace {

struct Flags {
  std::string file;
  double timeout = 20;  // seconds
  bool json = false;
};

/// The plugin that provides `what`, for example "device:cpu"; null when there is none.
const Json* find_provider(const Json& plugins, const std::string& what) {
  for (const Json& plugin : plugins) {
    for (const Json& item : plugin.value("provides", Json::array())) {
      if (item == what) return &plugin;
    }
  }
  return nullptr;
}

/// What keeps a plugin from being used with this config; null when nothing does. The list knows manifests only: what is
/// wrong with a library shows in its file, and the rest when it is loaded, in a process of its own.
Json problem_of(const Flags& flags, const Json& plugin) {
  const auto cause = plugin.value("cause", std::string());
  if (!cause.empty()) return {{"problem", cause}, {"remedy", plugin.value("remedy", "")}};
  const Json examination = parse_json(examine_plugin(plugin.value("manifest", std::string())));
  for (const Json& finding : examination["findings"]) {
    if (finding["severity"] == "error")
      return {{"problem", finding["sentence"]}, {"remedy", finding["remedy"]}};
  }
  const Probe probe =
      probe_plugin(plugin.value("id", std::string()), {"--config", flags.file, "--log", "none"},
                   std::chrono::duration<double>(flags.timeout));
  if (probe.loaded()) return nullptr;
  return {{"problem", probe.cause}, {"remedy", probe.remedy}};
}

/// One thing that a config asks for by name.
Json examine(const Flags& flags, const Json& plugins, const std::string& role,
             const std::string& kind, const std::string& name) {
  Json item = {{"role", role}, {"name", name}};
  const Json* provider = find_provider(plugins, kind + ":" + name);
  if (provider == nullptr) {
    item["problem"] = "no plugin provides the " + kind + " `" + name + "`";
    item["remedy"] = "see mortise plugins for what is there";
    return item;
  }
  item["plugin"] = provider->value("id", std::string());
  item["version"] = provider->value("version", std::string());
  const Json problem = problem_of(flags, *provider);
  if (!problem.is_null()) item.update(problem);
  return item;
}

/// The device that a backend names by its kind and index; `devices` are those that there are.
void check_device(Json& item, const Json& devices, const std::string& kind, uint64_t index) {
  for (const Json& device : devices) {
    if (device.value("kind", std::string()) != kind || device.value("index", uint64_t{0}) != index)
      continue;
    if (device.contains("cause")) item["problem"] = device["cause"];
    return;
  }
  item["problem"] = "there is no device " + std::to_string(index) + " of the kind `" + kind + "`";
  item["remedy"] = "see mortise devices for those that there are";
}

Json examine_all(const Flags& flags, const Json& config, const Json& plugins) {
  Json items = Json::array();
  const Json devices = list_devices(RuntimeFlags(flags.file), flags.timeout);
  const auto add = [&](const std::string& role, const std::string& kind, const std::string& name) {
    items.push_back(examine(flags, plugins, role, kind, name));
    return !items.back().contains("problem");
  };
  for (const Json& backend : config.value("backends", Json::array())) {
    const auto name = backend.value("name", std::string());
    if (!add("backend", "device", name)) continue;
    for (const Json& index : backend.value("devices", Json::array({0})))
      check_device(items.back(), devices, name, index.get<uint64_t>());
  }
  for (const Json& fallback : config.value("fallback", Json::array())) {
    const auto name = fallback.get<std::string>();
    if (add("fallback", "device", name)) check_device(items.back(), devices, name, 0);
  }
  for (const Json& pass : config.value("passes", Json::array()))
    add("pass", "pass", pass.value("name", std::string()));
  const Json optimise = config.value("optimise", Json());
  if (optimise.is_object()) {
    for (const auto& [name, value] : optimise.items()) {
      if (name != "fold" && value != false) add("pass", "pass", name);
    }
  }
  const Json communicator = config.value("communicator", Json());
  if (communicator.is_object())
    add("communicator", "communicator", communicator.value("name", std::string()));
  // Options refuse a plugin that they do not fit, whatever it is for.
  const Json given = config.value("plugins", Json::object()).value("options", Json::object());
  for (const Json& plugin : plugins) {
    const auto id = plugin.value("id", std::string());
    const auto cause = plugin.value("cause", std::string());
    if (cause.empty() || !given.contains(id)) continue;
    items.push_back({{"role", "options"},
                     {"name", id},
                     {"plugin", id},
                     {"problem", cause},
                     {"remedy", plugin.value("remedy", std::string())}});
  }
  return items;
}

/// What each part of a config is for, in one clause.
std::string meaning_of(const std::string& role) {
  if (role == "backend") return "runs what it can, after those above it";
  if (role == "fallback") return "runs what no backend above it takes";
  if (role == "pass") return "changes the graph before placement";
  if (role == "options") return "what a plugin is given";
  return "talks to other processes";
}

std::string text_of(const std::string& file, const Json& config, const Json& items) {
  Table table({"ROLE", "NAME", "PLUGIN", "MEANING"});
  std::string problems;
  for (const Json& item : items) {
    const auto role = item["role"].get<std::string>();
    const auto name = item["name"].get<std::string>();
    const auto plugin = item.value("plugin", std::string());
    table.add({role, name, plugin.empty() ? "none" : plugin + " " + item.value("version", ""),
               meaning_of(role)});
    if (!item.contains("problem")) continue;
    problems += "\n" + role + " " + name + ": " + item["problem"].get<std::string>() + "\n";
    const auto remedy = item.value("remedy", std::string());
    if (!remedy.empty()) problems += "  remedy: " + remedy + "\n";
  }
  const Json execution = config.value("execution", Json::object());
  const auto threads = execution.value("threads", uint64_t{0});
  std::string text = file + (problems.empty() ? ": can be used\n\n"
                                              : ": well-formed, but not all of it can be used\n\n");
  text += table.text();
  text += "\nthreads: " + (threads == 0 ? "one per core" : std::to_string(threads)) + "\n";
  text += "in full: " + config.dump() + "\n";
  return text + problems;
}

void check_config(const Flags& flags) {
  tools::require_file(flags.file);
  const Runtime runtime = RuntimeFlags(flags.file).open();
  const Json config = parse_json(runtime.config());
  const Json items = examine_all(flags, config, parse_json(runtime.plugins()));
  bool usable = true;
  for (const Json& item : items) usable = usable && !item.contains("problem");
  if (flags.json) {
    print_json({{"file", flags.file}, {"usable", usable}, {"needs", items}, {"config", config}});
  } else {
    print(text_of(flags.file, config, items));
  }
  if (!usable) throw CLI::RuntimeError(kUnavailable);
}

}  // namespace

void add_config(CLI::App& app) {
  CLI::App* command = app.add_subcommand("config", "Check a config file");
  command->require_subcommand(1);
  CLI::App* check = command->add_subcommand(
      "check", "Say whether a config is right, what it means, and which plugins serve it");
  auto flags = std::make_shared<Flags>();
  check->add_option("FILE", flags->file, "a config file")->required();
  add_probe_timeout(*check, flags->timeout);
  add_json_flag(*check, flags->json);
  check->callback([flags] { check_config(*flags); });
}

}  // namespace mortise::cli
