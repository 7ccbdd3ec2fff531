// `mortise version`
#include <mortise/mortise.hpp>

#include <memory>

#include <nlohmann/json.hpp>

#include "tools/mortise/command.hpp"
#include "tools/mortise/output.hpp"

namespace mortise::cli {

void print_version(bool json) {
  const std::string abi =
      std::to_string(MORTISE_ABI_MAJOR) + "." + std::to_string(MORTISE_ABI_MINOR);
  if (json) {
    print_json({{"version", version()}, {"abi", abi}});
  } else {
    print("mortise " + version() + ", ABI " + abi + "\n");
  }
}

void add_version(CLI::App& app) {
  CLI::App* command = app.add_subcommand("version", "Print the versions of Mortise and its ABI");
  auto json = std::make_shared<bool>(false);
  add_json_flag(*command, *json);
  command->callback([json] { print_version(*json); });
}

}  // namespace mortise::cli
