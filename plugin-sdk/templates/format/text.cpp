#include "text.hpp"

#include <charconv>

namespace acme {
namespace {

using mortise::sdk::invalid;

constexpr std::string_view kSafe =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:";
constexpr std::string_view kDigits = "0123456789ABCDEF";

template <class T>
std::string write_number(T number) {
  char buffer[64];
  return {buffer, std::to_chars(buffer, buffer + sizeof(buffer), number).ptr};
}

template <class T>
T read_number(std::string_view word, const char* what) {
  T number{};
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size())
    invalid("`", word, "` is no ", what);
  return number;
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> words;
  for (const std::string_view part : split(line, ' ')) {
    if (!part.empty()) words.push_back(part);
  }
  return words;
}

std::string escaped(std::string_view name) {
  std::string word;
  for (const char letter : name) {
    if (kSafe.find(letter) != std::string_view::npos) {
      word += letter;
    } else {
      const auto byte = static_cast<unsigned char>(letter);
      word += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return word;
}

std::string unescaped(std::string_view word) {
  std::string name;
  for (size_t i = 0; i < word.size(); ++i) {
    if (kSafe.find(word[i]) != std::string_view::npos) {
      name += word[i];
      continue;
    }
    const size_t high =
        word[i] == '%' && i + 2 < word.size() ? kDigits.find(word[i + 1]) : kDigits.npos;
    const size_t low = high == kDigits.npos ? high : kDigits.find(word[i + 2]);
    if (low == kDigits.npos) invalid("`", word, "` is no name");
    name += static_cast<char>(high << 4 | low);
    i += 2;
  }
  return name;
}

std::string to_word(float number) { return write_number(number); }
std::string to_word(double number) { return write_number(number); }
std::string to_word(int64_t number) { return write_number(number); }

float to_float(std::string_view word) { return read_number<float>(word, "number"); }
double to_double(std::string_view word) { return read_number<double>(word, "number"); }
int64_t to_int(std::string_view word) { return read_number<int64_t>(word, "integer"); }

}  // namespace acme
