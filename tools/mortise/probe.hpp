// Loading a plugin in a process of its own, because a plugin can end the process that loads it, or never return.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include <CLI/App.hpp>

#include "tools/common/child.hpp"

namespace mortise::cli {

/// What loading led to. All texts but `output` are empty when the plugin was loaded.
struct Probe {
  std::string code;   // "load-refused", "load-crashes", "load-exits" or "load-hangs"
  std::string cause;  // without full stop
  std::string remedy;
  std::string output;  // what the process printed, the plugin's own words included

  bool loaded() const { return code.empty(); }
};

/// The plugin with that id among those that a runtime with these options finds: those of RuntimeFlags, or `--only`, a
/// folder besides which nothing is searched, and then `--options JSON` for the plugin.
Probe probe_plugin(const std::string& id, const std::vector<std::string>& runtime_options,
                   std::chrono::duration<double> limit);

/// "ends the process with SIGSEGV" and the like.
std::string how_it_ended(const tools::ChildOutcome& outcome, std::chrono::duration<double> limit);

/// Seconds that loading may take.
void add_probe_timeout(CLI::App& command, double& seconds);

/// The command that the process runs.
void add_load_plugin(CLI::App& app);

}  // namespace mortise::cli
