#include "tools/mortise/command.hpp"

namespace mortise::cli {

void add_json_flag(CLI::App& command, bool& json) {
  command.add_flag("--json", json, "print one JSON document instead of text");
}

CLI::Option* add_repeated(CLI::App& command, const std::string& name,
                          std::vector<std::string>& values, const std::string& description) {
  return command.add_option(name, values, description)->allow_extra_args(false);
}

}  // namespace mortise::cli
