#include "tools/mortise/runtime_flags.hpp"

#include <mortise/abi/plugin.h>

#include <array>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "tools/common/file.hpp"
#include "tools/mortise/command.hpp"
#include "tools/mortise/output.hpp"

namespace mortise::cli {
namespace {

constexpr std::array kLevelNames = {"none", "error", "warning", "info", "debug"};

/// `context` is a level number; what is more important than it, or as important, is written.
void log_to_stderr(void* context, uint32_t level, mortise_string_t message) {
  if (level > reinterpret_cast<uintptr_t>(context)) return;
  const char* const name = level < kLevelNames.size() ? kLevelNames[level] : "log";
  std::fprintf(stderr, "mortise: %s: %.*s\n", name, static_cast<int>(message.size), message.data);
}

uintptr_t level_number(const std::string& name) {
  for (uintptr_t level = 0; level < kLevelNames.size(); ++level) {
    if (name == kLevelNames[level]) return level;
  }
  return MORTISE_LOG_WARNING;
}

/// Sets `execution.threads=2` in a config.
void apply_setting(Json& config, const std::string& setting) {
  const size_t equals = setting.find('=');
  if (equals == std::string::npos || equals == 0) {
    throw Error(MORTISE_STATUS_INVALID_ARGUMENT,
                "--set " + setting + ": write KEY=VALUE, for example execution.threads=2");
  }
  Json* place = &config;
  std::string key = setting.substr(0, equals);
  for (size_t dot = key.find('.'); dot != std::string::npos; dot = key.find('.')) {
    place = &(*place)[key.substr(0, dot)];
    key.erase(0, dot + 1);
    if (!place->is_object() && !place->is_null()) {
      throw Error(MORTISE_STATUS_INVALID_ARGUMENT,
                  "--set " + setting + ": only members of objects can be set");
    }
  }
  (*place)[key] = json_or_text(setting.substr(equals + 1));
}

}  // namespace

void RuntimeFlags::add_to(CLI::App& command) {
  const std::string group = "Runtime";
  command.add_option("--config", config_, "JSON file that names backends and fallbacks")
      ->check(not_empty())
      ->type_name("FILE")
      ->group(group);
  add_repeated(command, "--backend", backends_,
               "use this backend instead of the config's; repeat for more")
      ->type_name("NAME")
      ->group(group);
  command.add_option("--threads", threads_, "threads that kernels share; 0: one per core")
      ->check(whole_number(0, 4096))
      ->type_name("N")
      ->group(group);
  add_repeated(command, "--set", settings_, "change the config, for example execution.threads=2")
      ->type_name("KEY=VALUE")
      ->group(group);
  add_repeated(command, "--plugin-path", plugin_paths_,
               "search this folder for plugins before all others")
      ->type_name("DIR")
      ->group(group);
  command.add_option("--log", log_level_, "what the runtime reports on standard error")
      ->check(CLI::IsMember(kLevelNames))
      ->capture_default_str()
      ->type_name("LEVEL")
      ->group(group);
}

Runtime RuntimeFlags::open() const {
  mortise_hooks_t hooks = {};
  hooks.struct_size = sizeof(hooks);
  hooks.context = reinterpret_cast<void*>(level_number(log_level_));
  hooks.log = log_to_stderr;
  RuntimeOptions options;
  options.plugin_paths = plugin_paths_;
  if (!config_.empty()) tools::require_file(config_);
  options.config_path = config_;
  const bool is_changed = !backends_.empty() || threads_ || !settings_.empty();
  if (!is_changed) {
    options.hooks = &hooks;
    return Runtime(options);
  }
  // Changes go onto the config in force, whose paths no longer depend on the file's folder.
  Json config = parse_json(Runtime(options).config());
  options.hooks = &hooks;
  if (!backends_.empty()) {
    Json& list = config["backends"] = Json::array();
    for (const std::string& name : backends_) list.push_back({{"name", name}});
  }
  if (threads_) config["execution"]["threads"] = *threads_;
  for (const std::string& setting : settings_) apply_setting(config, setting);
  options.config_path.clear();
  options.config_json = config.dump();
  return Runtime(options);
}

std::vector<std::string> RuntimeFlags::arguments() const {
  std::vector<std::string> words = {"--log", log_level_};
  const auto add = [&words](const std::string& option, const std::string& value) {
    words.insert(words.end(), {option, value});
  };
  if (!config_.empty()) add("--config", config_);
  if (threads_) add("--threads", std::to_string(*threads_));
  for (const std::string& name : backends_) add("--backend", name);
  for (const std::string& setting : settings_) add("--set", setting);
  for (const std::string& path : plugin_paths_) add("--plugin-path", path);
  return words;
}

}  // namespace mortise::cli
