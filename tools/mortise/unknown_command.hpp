// What to say about a word that stands where a command should, and is none.
#pragma once

#include <string>
#include <vector>

#include <CLI/App.hpp>

namespace mortise::cli {

/// Empty when the words before the first option name commands. Names the nearest command where one is near.
std::string about_unknown_command(const CLI::App& app, const std::vector<std::string>& words);

}  // namespace mortise::cli
