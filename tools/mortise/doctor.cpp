// `mortise doctor`: everything that can be known about a plugin without running it, and then what happens when it is loaded, in
// a process of its own.
#include <mortise/mortise.hpp>

#include <filesystem>
#include <memory>

#include <nlohmann/json.hpp>

#include "tools/common/child.hpp"
#include "tools/common/file.hpp"
#include "tools/mortise/command.hpp"
#include "tools/mortise/exit_code.hpp"
#include "tools/mortise/output.hpp"
#include "tools/mortise/progress.hpp"

namespace mortise::cli {
namespace {

struct Flags {
  std::string file;
  double timeout = 20;  // seconds
  bool no_probe = false;
  bool json = false;
};

struct ProbeFlags {
  std::string folder;
  std::string id;
};

// What the child prints at its end: a plugin may have ended it before, with any exit code.
constexpr const char* kLoaded = "the plugin is loaded\n";

Json finding(const std::string& severity, const std::string& code, const std::string& sentence,
             const std::string& remedy) {
  return {{"severity", severity}, {"code", code}, {"sentence", sentence}, {"remedy", remedy}};
}

bool has_errors(const Json& findings) {
  for (const Json& item : findings) {
    if (item["severity"] == "error") return true;
  }
  return false;
}

// The loading itself: the program runs this in a child.
void load_plugin(const ProbeFlags& flags) {
  RuntimeOptions options;
  const std::string config =
      Json{{"plugins", {{"paths", {flags.folder}}, {"search_defaults", false}}}}.dump();
  options.config_json = config;
  Runtime(options).load_plugin(flags.id);
  print(kLoaded);
}

/// What loading the plugin led to; null when all went well.
Json probe(const std::string& manifest, const std::string& id, double timeout) {
  const auto limit = std::chrono::milliseconds(static_cast<int64_t>(timeout * 1000));
  const std::string folder = std::filesystem::path(manifest).parent_path();
  const tools::ChildOutcome outcome =
      tools::run_child(tools::own_program(), {"load-plugin", folder, id}, limit);
  if (outcome.timed_out) {
    return finding("error", "load-hangs",
                   "loading has not come to an end after " + format_seconds(timeout),
                   "look for waiting in the plugin's initialisers, its query and its create");
  }
  if (outcome.signal != 0) {
    return finding(
        "error", "load-crashes",
        "loading ends the process with " + tools::signal_name(outcome.signal),
        "run " + tools::own_program() + " load-plugin " + folder + " " + id + " in a debugger");
  }
  if (outcome.output.find(kLoaded) != std::string::npos) return nullptr;
  // "mortise: error: sentence; remedy", or what the plugin printed before it ended the process.
  std::string text = outcome.output;
  const size_t error = text.rfind("mortise: error: ");
  if (error == std::string::npos) {
    return finding("error", "load-exits",
                   "loading ends the process with exit code " + std::to_string(outcome.exit_code),
                   "a plugin never ends the process: report failures as statuses");
  }
  text = text.substr(error + std::string("mortise: error: ").size());
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return finding("error", "load-refused", text, "see what is said above");
}

Json examine(const Flags& flags) {
  tools::require_file(flags.file);
  const Progress progress;
  progress.show("examining " + flags.file);
  Json document = parse_json(examine_plugin(flags.file));
  document["probe"] = "not tried";
  const auto id = document.value("id", std::string());
  if (flags.no_probe || id.empty() || has_errors(document["findings"])) return document;
  progress.show("loading " + id + " in a process of its own");
  const Json failure = probe(document["manifest"].get<std::string>(), id, flags.timeout);
  document["probe"] = failure.is_null() ? "loaded" : "failed";
  if (!failure.is_null()) document["findings"].push_back(failure);
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
  command->add_option("--timeout", flags->timeout, "seconds that loading may take")
      ->check(number(0.1, 3600))
      ->capture_default_str()
      ->type_name("S");
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

  CLI::App* child =
      app.add_subcommand("load-plugin", "Load one plugin of a folder, and nothing else");
  child->group("");  // the doctor's own
  auto probe_flags = std::make_shared<ProbeFlags>();
  child->add_option("FOLDER", probe_flags->folder)->required();
  child->add_option("ID", probe_flags->id)->required();
  child->callback([probe_flags] { load_plugin(*probe_flags); });
}

}  // namespace mortise::cli
