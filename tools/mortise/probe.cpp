#include "tools/mortise/probe.hpp"

#include <mortise/mortise.hpp>

#include <memory>

#include <nlohmann/json.hpp>

#include "tools/common/child.hpp"
#include "tools/mortise/command.hpp"
#include "tools/mortise/output.hpp"
#include "tools/mortise/runtime_flags.hpp"

namespace mortise::cli {
namespace {

// The line that the process ends with; a plugin may have ended it before, with any exit code. What follows is the
// plugin's entry in the list of all.
constexpr std::string_view kVerdict = "mortise load-plugin: ";

struct Flags {
  std::string id;
  std::string only;
  std::string options = "{}";
  RuntimeFlags runtime;
};

Runtime open_runtime(const Flags& flags) {
  if (flags.only.empty()) return flags.runtime.open();
  RuntimeOptions options;
  const std::string config = Json{{"plugins",
                                   {{"paths", {flags.only}},
                                    {"search_defaults", false},
                                    {"options", {{flags.id, parse_json(flags.options)}}}}}}
                                 .dump();
  options.config_json = config;
  return Runtime(options);
}

Json load(const Flags& flags) {
  const Runtime runtime = open_runtime(flags);
  std::string failure;
  try {
    runtime.load_plugin(flags.id);
  } catch (const Error& error) {
    failure = error.what();
  }
  for (Json& plugin : parse_json(runtime.plugins())) {
    if (plugin.value("id", std::string()) != flags.id) continue;
    // Else the list has cause and remedy.
    if (plugin["state"] == "loaded" && !failure.empty()) {
      plugin["state"] = "refused";
      plugin["cause"] = failure;
      plugin["remedy"] = "bring the manifest's `provides` up to date";
    }
    return std::move(plugin);
  }
  throw Error(MORTISE_STATUS_NOT_FOUND, "there is no plugin `" + flags.id + "`");
}

// The runtime is released before anything is said, so that the plugin's end belongs to the trial.
void run(const Flags& flags) {
  const Json verdict = load(flags);
  print(std::string(kVerdict) + verdict.dump() + "\n");
}

std::string command_line(const std::vector<std::string>& words) {
  return tools::own_program() + " " + join(words, " ");
}

}  // namespace

std::string how_it_ended(const tools::ChildOutcome& outcome, std::chrono::duration<double> limit) {
  if (outcome.timed_out) return "has not come to an end after " + format_seconds(limit.count());
  return "ends the process with " + (outcome.signal != 0
                                         ? tools::signal_name(outcome.signal)
                                         : "exit code " + std::to_string(outcome.exit_code));
}

namespace {

Probe judge(const tools::ChildOutcome& outcome, const std::vector<std::string>& words,
            std::chrono::duration<double> limit) {
  const std::string end = "loading " + how_it_ended(outcome, limit);
  if (outcome.timed_out) {
    return {"load-hangs", end,
            "look for waiting in the plugin's initialisers, its query, its create and its destroy",
            outcome.output};
  }
  if (outcome.signal != 0) {
    return {"load-crashes", end, "run " + command_line(words) + " in a debugger", outcome.output};
  }
  const size_t verdict = outcome.output.rfind(kVerdict);
  if (verdict == std::string::npos) {
    return {"load-exits", end, "a plugin never ends the process: report failures as statuses",
            outcome.output};
  }
  const size_t start = verdict + kVerdict.size();
  const size_t line_end = outcome.output.find('\n', start);
  const Json plugin = parse_json(outcome.output.substr(start, line_end - start));
  Probe probe{"", "", "", outcome.output.substr(0, verdict)};
  if (plugin.value("state", std::string()) == "loaded") return probe;
  probe.code = "load-refused";
  probe.cause = plugin.value("cause", std::string());
  probe.remedy = plugin.value("remedy", std::string());
  return probe;
}

}  // namespace

Probe probe_plugin(const std::string& id, const std::vector<std::string>& runtime_options,
                   std::chrono::duration<double> limit) {
  std::vector<std::string> words = {"load-plugin", id};
  words.insert(words.end(), runtime_options.begin(), runtime_options.end());
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(limit);
  return judge(tools::run_child(tools::own_program(), words, milliseconds), words, limit);
}

void add_probe_timeout(CLI::App& command, double& seconds) {
  command.add_option("--timeout", seconds, "seconds that loading a plugin may take")
      ->check(number(0.1, 3600))
      ->capture_default_str()
      ->type_name("S");
}

void add_load_plugin(CLI::App& app) {
  CLI::App* command = app.add_subcommand("load-plugin", "Load one plugin, and say what came of it");
  command->group("");  // of use to this program alone
  auto flags = std::make_shared<Flags>();
  command->add_option("ID", flags->id)->required();
  command->add_option("--only", flags->only, "search this folder and no other");
  command->add_option("--options", flags->options, "with --only: the plugin's options, as JSON");
  flags->runtime.add_to(*command);
  command->callback([flags] { run(*flags); });
}

}  // namespace mortise::cli
