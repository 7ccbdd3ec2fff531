// The options that say which runtime a command works on.
#pragma once

#include <mortise/mortise.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <CLI/App.hpp>

namespace mortise::cli {

class RuntimeFlags {
 public:
  RuntimeFlags() = default;
  /// With this config and nothing else.
  explicit RuntimeFlags(std::string config) : config_(std::move(config)) {}

  /// The flags must outlive the parser's run.
  void add_to(CLI::App& command);
  Runtime open() const;
  /// The options again, for a process that shall open the same runtime.
  std::vector<std::string> arguments() const;

 private:
  std::string config_;
  std::vector<std::string> backends_;
  std::optional<uint64_t> threads_;
  std::vector<std::string> settings_;
  std::vector<std::string> plugin_paths_;
  std::string log_level_ = "warning";
};

}  // namespace mortise::cli
