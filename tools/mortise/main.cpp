// The program `mortise`: models, plugins and configs from the command line. docs/cli.md is its manual.
#include <mortise/mortise.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "tools/mortise/command.hpp"
#include "tools/mortise/exit_code.hpp"
#include "tools/mortise/output.hpp"
#include "tools/mortise/probe.hpp"
#include "tools/mortise/unknown_command.hpp"

namespace {

using namespace mortise::cli;

/// One message on standard error; with --json also a document, so that a reader of the output gets JSON either way.
int report_error(bool json, int exit_code, const std::string& code, const std::string& message) {
  std::fprintf(stderr, "mortise: error: %s\n", message.c_str());
  if (json) {
    print_json({{"error", {{"code", code}, {"exit_code", exit_code}, {"message", message}}}});
  }
  return exit_code;
}

int report_usage(bool json, const std::string& command, const std::string& message) {
  return report_error(json, kUsage, "usage", message + "\nremedy: see " + command + " --help");
}

// A plugin that ends the process would make what is not done look well done.
bool is_done = false;
void check_end() {
  if (is_done) return;
  std::fputs(
      "mortise: error: a plugin has ended the process\nremedy: see mortise plugins --probe\n",
      stderr);
  std::_Exit(kUnavailable);
}

int run(CLI::App& app, int argc, const char* const* argv, bool json) {
  if (argc <= 1) {
    print(app.help());
    return kSuccess;
  }
  const std::string unknown = about_unknown_command(app, {argv + 1, argv + argc});
  if (!unknown.empty()) return report_usage(json, "mortise", unknown);
  try {
    app.parse(argc, argv);
    return kSuccess;
  } catch (const CLI::CallForVersion&) {
    print_version(json);
    return kSuccess;
  } catch (const CLI::RuntimeError& error) {
    // A command that has said what is wrong, and only wants the exit code.
    return error.get_exit_code();
  } catch (const CLI::ParseError& error) {
    // Help is an "error" as well.
    if (error.get_exit_code() == 0) {
      print(app.help());
      return kSuccess;
    }
    std::string command = "mortise";
    for (const CLI::App* at = &app; at != nullptr;) {
      const auto next = at->get_subcommands();
      at = next.empty() ? nullptr : next.front();
      if (at != nullptr) command += " " + at->get_name();
    }
    // The parser names what it did not expect from the last word to the first.
    const std::vector<std::string> extra = app.remaining(/*recurse=*/true);
    const bool is_extra =
        !extra.empty() && (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr ||
                           dynamic_cast<const CLI::RequiredError*>(&error) != nullptr);
    return report_usage(json, command, is_extra ? "unexpected: " + join(extra, " ") : error.what());
  } catch (const mortise::Error& error) {
    return report_error(json, exit_code_of(error.code()), status_name(error.code()), error.what());
  } catch (const std::bad_alloc&) {
    return report_error(json, kOutOfMemory, "out_of_memory", "out of memory");
  } catch (const std::exception& error) {
    return report_error(json, kFailure, "internal", error.what());
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Runs and examines AI models on the backends that a config file names.", "mortise");
  app.require_subcommand(1);
  app.set_version_flag("--version", "", "Print the versions of Mortise and its ABI");
  app.get_formatter()->column_width(36);
  add_run(app);
  add_bench(app);
  add_inspect(app);
  add_plugins(app);
  add_devices(app);
  add_config(app);
  add_doctor(app);
  add_conform(app);
  add_load_plugin(app);
  add_new(app);
  add_version(app);
  app.footer(
      "Exit codes: 0 success, 1 failure while running, 2 usage, 3 bad input,\n"
      "4 plugin, device or operator unavailable, 5 out of memory, 6 timeout.");

  const bool json = std::any_of(argv, argv + argc,
                                [](const char* word) { return std::strcmp(word, "--json") == 0; });
  claim_standard_output();
  std::atexit(&check_end);
  const int exit_code = run(app, argc, argv, json);
  is_done = true;
  if (!flush_output()) {
    std::fputs("mortise: error: cannot write to standard output\n", stderr);
    return exit_code == kSuccess ? kFailure : exit_code;
  }
  return exit_code;
}
