#include "tools/mortise/command.hpp"

#include <charconv>

#include <fmt/format.h>

namespace mortise::cli {
namespace {

/// `what`: "a number", say.
template <class Number>
CLI::Validator within(Number least, Number most, const std::string& what) {
  const std::string range = fmt::format("{} to {}", least, most);
  return {[=](const std::string& word) {
            Number value{};
            const char* const end = word.data() + word.size();
            const auto [next, error] = std::from_chars(word.data(), end, value);
            // Not so for NaN.
            const bool fits = value >= least && value <= most;
            if (error == std::errc() && next == end && fits) return std::string();
            return "`" + word + "` is not " + what + " from " + range;
          },
          range};
}

}  // namespace

CLI::Validator not_empty() {
  return {
      [](const std::string& word) { return std::string(word.empty() ? "the name is empty" : ""); },
      ""};
}

CLI::Validator whole_number(uint64_t least, uint64_t most) {
  return within(least, most, "a whole number");
}

CLI::Validator number(double least, double most) { return within(least, most, "a number"); }

void add_json_flag(CLI::App& command, bool& json) {
  command.add_flag("--json", json, "print one JSON document instead of text");
}

CLI::Option* add_repeated(CLI::App& command, const std::string& name,
                          std::vector<std::string>& values, const std::string& description) {
  return command.add_option(name, values, description)->allow_extra_args(false);
}

}  // namespace mortise::cli
