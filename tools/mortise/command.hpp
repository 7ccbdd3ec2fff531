// The subcommands of the program. Each lives in the file of its name and adds itself to the parser; its callback does
// the work and throws mortise::Error.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>

namespace mortise::cli {

void add_run(CLI::App& app);
void add_bench(CLI::App& app);
void add_inspect(CLI::App& app);
void add_plugins(CLI::App& app);
void add_devices(CLI::App& app);
void add_config(CLI::App& app);
void add_doctor(CLI::App& app);
void add_conform(CLI::App& app);
void add_new(CLI::App& app);
void add_version(CLI::App& app);

/// What `mortise version` and `mortise --version` print.
void print_version(bool json);

/// --json, which every command has.
void add_json_flag(CLI::App& command, bool& json);

/// Refuses a name of no letters, which a script gives whose variable is not set.
CLI::Validator not_empty();

/// For options that take a number. What is none from `least` to `most` is a usage error that says so: a sign, a fraction,
/// infinity or NaN included.
CLI::Validator whole_number(uint64_t least, uint64_t most);
CLI::Validator number(double least, double most);

/// An option that takes one value each time it is given, so that it never swallows a positional.
CLI::Option* add_repeated(CLI::App& command, const std::string& name,
                          std::vector<std::string>& values, const std::string& description);

}  // namespace mortise::cli
