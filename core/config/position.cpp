#include "core/config/position.hpp"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

namespace mortise::config {
namespace {

// A string token with its quotes, as the text that it stands for.
std::string unquoted(std::string_view token) {
  const auto value = nlohmann::json::parse(token, nullptr, false);
  return value.is_string() ? value.get<std::string>() : std::string();
}

size_t end_of_string(std::string_view text, size_t offset) {
  for (++offset; offset < text.size() && text[offset] != '"'; ++offset) {
    if (text[offset] == '\\') ++offset;
  }
  return std::min(offset + 1, text.size());
}

// Walks over a text that a real parser has accepted, so that it needs to know brackets and strings only.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { skip_space(); }

  size_t offset() const { return offset_; }
  char peek() const { return offset_ < text_.size() ? text_[offset_] : '\0'; }

  void skip_value() {
    size_t depth = 0;
    do {
      const char c = peek();
      if (c == '\0') return;
      if (c == '"') {
        skip_string();
        skip_space();
      } else if (c == '{' || c == '[') {
        ++depth;
        step();
      } else if (c == '}' || c == ']') {
        --depth;
        step();
      } else if (depth > 0 && (c == ',' || c == ':')) {
        step();
      } else {
        skip_word();
      }
    } while (depth > 0);
  }

  // Goes to the member `key`; sets `key_offset` to where its key stands.
  bool enter_member(const std::string& key, size_t& key_offset) {
    if (peek() != '{') return false;
    step();
    while (peek() == '"') {
      const size_t begin = offset_;
      skip_string();
      const std::string_view token = text_.substr(begin, offset_ - begin);
      skip_space();
      step();  // the colon
      if (unquoted(token) == key) {
        key_offset = begin;
        return true;
      }
      skip_value();
      if (peek() == ',') step();
    }
    return false;
  }

  bool enter_item(size_t index) {
    if (peek() != '[') return false;
    step();
    for (size_t i = 0; peek() != ']' && peek() != '\0'; ++i) {
      if (i == index) return true;
      skip_value();
      if (peek() == ',') step();
    }
    return false;
  }

 private:
  void skip_space() {
    while (offset_ < text_.size() &&
           std::string_view(" \t\r\n").find(text_[offset_]) != std::string_view::npos) {
      ++offset_;
    }
  }
  void step() {
    offset_ = std::min(offset_ + 1, text_.size());
    skip_space();
  }
  void skip_string() { offset_ = end_of_string(text_, offset_); }
  void skip_word() {
    offset_ = std::min(text_.find_first_of(",:]} \t\r\n", offset_), text_.size());
    skip_space();
  }

  std::string_view text_;
  size_t offset_ = 0;
};

struct Found {
  size_t key, value;
};

Found find(std::string_view text, const Path& path) {
  Scanner scanner(text);
  Found found{scanner.offset(), scanner.offset()};
  for (const std::string& step : path) {
    if (scanner.peek() == '[') {
      if (!scanner.enter_item(std::strtoull(step.c_str(), nullptr, 10))) return found;
      found.key = scanner.offset();
    } else if (!scanner.enter_member(step, found.key)) {
      return found;
    }
    found.value = scanner.offset();
  }
  return found;
}

}  // namespace

Position position_at(std::string_view text, size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  Position position;
  position.line = 1 + static_cast<size_t>(std::count(before.begin(), before.end(), '\n'));
  const size_t newline = before.rfind('\n');
  position.column = newline == std::string_view::npos ? before.size() + 1 : before.size() - newline;
  return position;
}

std::string to_pointer(const Path& path) {
  std::string pointer;
  for (const std::string& step : path) {
    pointer.push_back('/');
    for (char c : step) {
      if (c == '~') {
        pointer.append("~0");
      } else if (c == '/') {
        pointer.append("~1");
      } else {
        pointer.push_back(c);
      }
    }
  }
  return pointer;
}

std::optional<DuplicateKey> find_duplicate_key(std::string_view text) {
  struct Level {
    bool is_object;
    bool before_key;
    std::set<std::string> keys;
    std::string key;   // of the member that the scan is in
    size_t index = 0;  // of the array's item that it is in
  };
  std::vector<Level> levels;
  const auto path = [&levels] {
    Path steps;
    for (const Level& level : levels)
      steps.push_back(level.is_object ? level.key : std::to_string(level.index));
    return steps;
  };
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      const size_t end = end_of_string(text, i);
      if (!levels.empty() && levels.back().is_object && levels.back().before_key) {
        levels.back().before_key = false;
        levels.back().key = unquoted(text.substr(i, end - i));
        if (!levels.back().keys.insert(levels.back().key).second) return DuplicateKey{i, path()};
      }
      i = end - 1;
    } else if (c == '{' || c == '[') {
      levels.push_back({c == '{', true, {}, {}});
    } else if ((c == '}' || c == ']') && !levels.empty()) {
      levels.pop_back();
    } else if (c == ',' && !levels.empty()) {
      levels.back().before_key = true;
      ++levels.back().index;
    }
  }
  return std::nullopt;
}

size_t find_value(std::string_view text, const Path& path) { return find(text, path).value; }
size_t find_key(std::string_view text, const Path& path) { return find(text, path).key; }

}  // namespace mortise::config
