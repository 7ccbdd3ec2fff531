// `mortise conform`: runs the conformance suite, a program of its own that lies beside this one. It has its own help.
#include <mortise/mortise.hpp>

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "tools/common/child.hpp"
#include "tools/mortise/command.hpp"
#include "tools/mortise/output.hpp"

namespace mortise::cli {
namespace {

// Comes back only when there is no such program.
[[noreturn]] void run_suite(const std::vector<std::string>& arguments) {
  const std::string program =
      std::filesystem::path(tools::own_program()).parent_path() / "mortise-conform";
  std::vector<char*> words = {const_cast<char*>("mortise conform")};
  for (const std::string& argument : arguments)
    words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  release_standard_output();
  ::execv(program.c_str(), words.data());
  throw Error(MORTISE_STATUS_UNAVAILABLE, program + " cannot be started: " + std::strerror(errno) +
                                              "\nremedy: install Mortise's PluginSdk component");
}

}  // namespace

void add_conform(CLI::App& app) {
  CLI::App* command = app.add_subcommand(
      "conform", "Test a plugin against the contract (see mortise conform --help)");
  command->prefix_command();
  command->set_help_flag();
  command->callback([command] { run_suite(command->remaining()); });
}

}  // namespace mortise::cli
