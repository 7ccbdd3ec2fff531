#include "core/base/text.hpp"

#include <algorithm>
#include <cctype>

namespace mortise {
namespace {

constexpr size_t kLongestName = 64;  // bounds the work done for what may be a megabyte of key

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// Levenshtein distance, upper and lower case alike, where swapping two neighbours costs one (optimal string alignment).
size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      current[j] =
          std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                           lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) current[j] = std::min(current[j], before[j - 2] + 1);
    }
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

}  // namespace

std::string concat(std::initializer_list<std::string_view> parts) {
  size_t size = 0;
  for (std::string_view part : parts) size += part.size();
  std::string text;
  text.reserve(size);
  for (std::string_view part : parts) text.append(part);
  return text;
}

std::string join(const std::vector<std::string_view>& parts, std::string_view separator) {
  std::string text;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text.append(separator);
    text.append(parts[i]);
  }
  return text;
}

std::string qualified_name(std::string_view domain, std::string_view op) {
  return domain.empty() ? std::string(op) : concat({domain, "::", op});
}

std::string_view nearest(std::string_view wrong, const std::vector<std::string_view>& known) {
  if (wrong.size() > kLongestName) return {};
  std::string_view best;
  // A third of the letters may differ: more than that is another word.
  size_t best_distance = std::max<size_t>(1, wrong.size() / 3) + 1;
  for (std::string_view name : known) {
    if (name.size() > kLongestName) continue;
    const size_t distance = edit_distance(wrong, name);
    if (distance < best_distance) {
      best = name;
      best_distance = distance;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view wrong, const std::vector<std::string_view>& known) {
  const std::string_view name = nearest(wrong, known);
  return name.empty() ? std::string() : concat({"; did you mean `", name, "`?"});
}

}  // namespace mortise
