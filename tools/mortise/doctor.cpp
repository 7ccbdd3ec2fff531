// `mortise doctor`: everything that can be known about a plugin without running it, and then what happens when it is loaded, in
// a process of its own.
#include <mortise/mortise.hpp>

#include <filesystem>
#include <memory>

#include <nlohmann/json.hpp>

#include "tools/common/file.hpp"
#include "tools/mortise/command.hpp"
#include "tools/mortise/exit_code.hpp"
#include "tools/mortise/output.hpp"
#include "tools/mortise/probe.hpp"
#include "tools/mortise/progress.hpp"

namespace mortise::cli {
namespace {

struct Flags {
  std::string file;
  std::vector<std::string> options;
  double timeout = 20;  // seconds
  bool no_probe = false;
  bool json = false;
};

Json finding(const std::string& severity, const std::string& code, const std::string& sentence,
             const std::string& remedy) {
  return {{"severity", severity}, {"code", code}, {"sentence", sentence}, {"remedy", remedy}};
}

// What a config would say of the plugin, from words such as threads=2.
Json plugin_options(const std::vector<std::string>& words) {
  Json options = Json::object();
  for (const std::string& word : words) {
    const size_t equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw Error(MORTISE_STATUS_INVALID_ARGUMENT,
                  "--option " + word + ": write NAME=VALUE, for example threads=2");
    }
    options[word.substr(0, equals)] = json_or_text(word.substr(equals + 1));
  }
  return options;
}

bool has_errors(const Json& findings) {
  for (const Json& item : findings) {
    if (item["severity"] == "error") return true;
  }
  return false;
}

Json examine(const Flags& flags) {
  tools::require_file(flags.file);
  const std::string options = plugin_options(flags.options).dump();
  const Progress progress;
  progress.show("examining " + flags.file);
  Json document = parse_json(examine_plugin(flags.file));
  document["probe"] = "not tried";
  const auto id = document.value("id", std::string());
  if (flags.no_probe || id.empty() || has_errors(document["findings"])) return document;
  progress.show("loading " + id + " in a process of its own");
  const std::string folder =
      std::filesystem::path(document["manifest"].get<std::string>()).parent_path();
  const Probe probe = probe_plugin(id, {"--only", folder, "--options", options},
                                   std::chrono::duration<double>(flags.timeout));
  document["probe"] = probe.loaded() ? "loaded" : "failed";
  if (!probe.loaded())
    document["findings"].push_back(finding("error", probe.code, probe.cause, probe.remedy));
  return document;
}

std::string text_of(const Json& document) {
  const auto line = [&](const std::string& title, const std::string& text) {
    return text.empty() ? std::string() : title + std::string(10 - title.size(), ' ') + text + "\n";
  };
  std::string text = line("plugin", document.value("id", std::string()));
  for (const char* key : {"manifest", "library", "build_id", "run_path"})
    text += line(key, document.value(key, std::string()));
  text += line("needs", join(document["needed"].get<std::vector<std::string>>(), ", "));
  text += line("probe", document["probe"].get<std::string>());
  for (const Json& item : document["findings"]) {
    text += "\n" + item["severity"].get<std::string>() + " " + item["code"].get<std::string>() +
            ": " + item["sentence"].get<std::string>() + "\n";
    const auto remedy = item["remedy"].get<std::string>();
    if (!remedy.empty()) text += "  remedy: " + remedy + "\n";
  }
  if (!has_errors(document["findings"])) text += "\nnothing keeps it from being loaded here\n";
  return text;
}

}  // namespace

void add_doctor(CLI::App& app) {
  CLI::App* command = app.add_subcommand(
      "doctor", "Say what is wrong with a plugin: its manifest, its library, and loading it");
  auto flags = std::make_shared<Flags>();
  command->add_option("FILE", flags->file, "a plugin's library or manifest")->required();
  add_repeated(*command, "--option", flags->options,
               "load it with an option of the plugin, as its manifest declares it")
      ->type_name("NAME=VALUE");
  add_probe_timeout(*command, flags->timeout);
  command->add_flag("--no-probe", flags->no_probe, "do not load it");
  add_json_flag(*command, flags->json);
  command->callback([flags] {
    const Json document = examine(*flags);
    if (flags->json) {
      print_json(document);
    } else {
      print(text_of(document));
    }
    if (has_errors(document["findings"])) throw CLI::RuntimeError(kUnavailable);
  });
}

}  // namespace mortise::cli
