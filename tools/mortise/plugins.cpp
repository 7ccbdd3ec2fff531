// `mortise plugins`: what was found, by manifests alone unless --probe loads each, in a process of its own.
#include <cstdio>
#include <map>
#include <memory>

#include <nlohmann/json.hpp>

#include "tools/mortise/command.hpp"
#include "tools/mortise/exit_code.hpp"
#include "tools/mortise/output.hpp"
#include "tools/mortise/probe.hpp"
#include "tools/mortise/progress.hpp"
#include "tools/mortise/runtime_flags.hpp"

namespace mortise::cli {
namespace {

struct Flags {
  RuntimeFlags runtime;
  bool probe = false;
  double timeout = 20;  // seconds
  bool json = false;
};

/// "device:cpu" and three of "operator:…" as "device cpu, 3 operators".
std::string summarise(const Json& provides) {
  std::map<std::string, std::vector<std::string>> names_by_kind;
  for (const Json& item : provides) {
    const auto text = item.get<std::string>();
    const size_t colon = text.find(':');
    names_by_kind[text.substr(0, colon)].push_back(
        colon == std::string::npos ? "" : text.substr(colon + 1));
  }
  std::vector<std::string> parts;
  for (const auto& [kind, names] : names_by_kind) {
    constexpr size_t kNamed = 4;
    parts.push_back(names.size() <= kNamed ? kind + " " + join(names, " ")
                                           : std::to_string(names.size()) + " " + kind + "s");
  }
  return join(parts, ", ");
}

// Loads each in a process of its own and notes what came of it.
void probe_all(Json& plugins, const Flags& flags) {
  const Progress progress;
  for (Json& plugin : plugins) {
    if (plugin["state"] != "found") continue;
    const auto id = plugin["id"].get<std::string>();
    progress.show("loading " + id);
    const Probe probe =
        probe_plugin(id, flags.runtime.arguments(), std::chrono::duration<double>(flags.timeout));
    std::fputs(probe.output.c_str(), stderr);
    plugin["state"] = probe.loaded() ? "loaded" : "refused";
    if (probe.loaded()) continue;
    plugin["cause"] = probe.cause;
    plugin["remedy"] = probe.code == "load-refused"
                           ? probe.remedy
                           : "report it to the plugin's author, with what `mortise doctor " +
                                 plugin["manifest"].get<std::string>() +
                                 "` says; until then remove the plugin";
  }
}

std::string text_of(const Json& plugins) {
  if (plugins.empty()) {
    return "No plugins found.\nremedy: name their folder with --plugin-path, or in the config\n";
  }
  Table table({"ID", "VERSION", "STATE", "PROVIDES"});
  std::string refusals;
  for (const Json& plugin : plugins) {
    const auto id = plugin.value("id", std::string());
    table.add({id, plugin.value("version", std::string()), plugin.value("state", std::string()),
               summarise(plugin.value("provides", Json::array()))});
    const auto cause = plugin.value("cause", std::string());
    if (cause.empty()) continue;
    refusals +=
        "\n" + (id.empty() ? plugin.value("path", std::string()) : id) + ": " + cause + "\n";
    const auto remedy = plugin.value("remedy", std::string());
    if (!remedy.empty()) refusals += "  remedy: " + remedy + "\n";
  }
  return table.text() + refusals;
}

}  // namespace

void add_plugins(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("plugins", "List the plugins that were found, loading none of them");
  auto flags = std::make_shared<Flags>();
  command->add_flag("--probe", flags->probe,
                    "load each plugin in a process of its own, to see whether it can be");
  add_probe_timeout(*command, flags->timeout);
  add_json_flag(*command, flags->json);
  flags->runtime.add_to(*command);
  command->callback([flags] {
    Json plugins = parse_json(flags->runtime.open().plugins());
    if (flags->probe) probe_all(plugins, *flags);
    if (flags->json) {
      print_json(plugins);
    } else {
      print(text_of(plugins));
    }
  });
}

}  // namespace mortise::cli
