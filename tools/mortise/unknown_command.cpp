#include "tools/mortise/unknown_command.hpp"

#include <algorithm>
#include <numeric>

#include "tools/mortise/output.hpp"

namespace mortise::cli {
namespace {

constexpr size_t kLongestWord = 64;

/// How many letters must be put in, left out or replaced (Levenshtein 1966), or neighbours swapped.
size_t distance(const std::string& left, const std::string& right) {
  std::vector<size_t> before;  // two rows above
  std::vector<size_t> above(right.size() + 1);
  std::iota(above.begin(), above.end(), size_t{0});
  for (size_t i = 1; i <= left.size(); ++i) {
    std::vector<size_t> row(right.size() + 1, i);
    for (size_t j = 1; j <= right.size(); ++j) {
      const size_t other = left[i - 1] == right[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + other});
      const bool swapped =
          i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = std::move(above);
    above = std::move(row);
  }
  return above.back();
}

/// Empty when no word is near: more than a third of the letters would be others.
std::string nearest(const std::string& wrong, const std::vector<std::string>& words) {
  std::string best;
  size_t best_distance = std::max<size_t>(1, wrong.size() / 3) + 1;
  for (const std::string& word : words) {
    const size_t apart = wrong.size() > kLongestWord ? best_distance : distance(wrong, word);
    if (apart >= best_distance) continue;
    best = word;
    best_distance = apart;
  }
  return best;
}

/// Without those that are no user's.
std::vector<std::string> names_of(const std::vector<const CLI::App*>& commands) {
  std::vector<std::string> names;
  for (const CLI::App* command : commands) {
    if (!command->get_group().empty()) names.push_back(command->get_name());
  }
  return names;
}

}  // namespace

std::string about_unknown_command(const CLI::App& app, const std::vector<std::string>& words) {
  const auto all = [](const CLI::App*) { return true; };
  const CLI::App* at = &app;
  for (const std::string& word : words) {
    const std::vector<const CLI::App*> commands = at->get_subcommands(all);
    if (commands.empty() || word.empty() || word[0] == '-') return {};
    const auto found = std::find_if(commands.begin(), commands.end(), [&](const CLI::App* command) {
      return command->get_name() == word;
    });
    if (found == commands.end()) {
      const std::vector<std::string> names = names_of(commands);
      const std::string meant = nearest(word, names);
      return "there is no command `" + word + "`" +
             (meant.empty() ? "" : "; did you mean `" + meant + "`?") + " (there are " +
             join(names, ", ") + ")";
    }
    at = *found;
  }
  return {};
}

}  // namespace mortise::cli
