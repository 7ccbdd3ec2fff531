#include "plugin-sdk/conform/corruption.hpp"

#include <mortise/sdk/status.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace mortise::conform {
namespace {

using namespace std::string_view_literals;

// As little-endian integers, variable-length integers (Protocol Buffers) and decimal text.
constexpr std::array kLengths = {"\xff\xff\xff\xff"sv,
                                 "\xff\xff\xff\x7f"sv,
                                 "\xff\xff\xff\xff\x0f"sv,
                                 "\x80\x80\x80\x80\x80\x01"sv,
                                 "\0\0\0\0"sv,
                                 "\xff\xff\xff\xff\xff\xff\xff\xff\x7f"sv,
                                 "\0\0\0\x80"sv,
                                 "\xfe\xff"sv,
                                 "99999999999999999999"sv,
                                 "-1"sv,
                                 "2147483648"sv,
                                 "\xff\xff\xff\xff\xff\xff\xff\xff"sv};

size_t position(const std::string& bytes, Random& random) { return random.below(bytes.size()); }
size_t run_length(const std::string& bytes, size_t at, Random& random) {
  return std::min<size_t>(1 + random.below(16), bytes.size() - at);
}

void overwrite(std::string& bytes, size_t at, std::string_view with) {
  bytes.replace(at, std::min(with.size(), bytes.size() - at), with);
}

std::string flip(std::string& bytes, Random& random) {
  std::string text = "bits flipped:";
  for (uint64_t i = 0, count = 1 + random.below(3); i < count; ++i) {
    const size_t at = position(bytes, random);
    const auto bit = static_cast<int>(random.below(8));
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
    text += sdk::message(" ", bit, " of byte ", at);
  }
  return text;
}

std::string fill(std::string& bytes, Random& random) {
  const size_t at = position(bytes, random);
  const size_t size = run_length(bytes, at, random);
  const bool noise = random.one_in(2);
  const char value = random.one_in(2) ? '\xff' : '\0';
  for (size_t i = at; i < at + size; ++i)
    bytes[i] = noise ? static_cast<char>(random.next()) : value;
  return sdk::message(size, " bytes overwritten at byte ", at);
}

// A decimal number becomes another one; a run of bytes is overwritten where there is none.
std::string renumber(std::string& bytes, Random& random) {
  constexpr std::array kNumbers = {"99999999999999999999"sv, "-1"sv, "2147483648"sv, "0"sv,
                                   "1e9"sv};
  constexpr const char* kDigits = "0123456789";
  const size_t begin = bytes.find_first_of(kDigits, position(bytes, random));
  if (begin == std::string::npos) return fill(bytes, random);
  const size_t end = std::min(bytes.find_first_not_of(kDigits, begin), bytes.size());
  const std::string_view number = kNumbers[random.below(kNumbers.size())];
  bytes.replace(begin, end - begin, number);
  return sdk::message("the number at byte ", begin, " replaced by ", number);
}

}  // namespace

std::string corrupt(std::string& bytes, Random& random) {
  const size_t at = position(bytes, random);
  const size_t size = run_length(bytes, at, random);
  switch (random.below(7)) {
    case 0: return flip(bytes, random);
    case 1: return fill(bytes, random);
    case 2: {
      const size_t which = random.below(kLengths.size());
      overwrite(bytes, at, kLengths[which]);
      return sdk::message("extreme length ", which, " written at byte ", at);
    }
    case 3: return renumber(bytes, random);
    case 4: bytes.erase(at, size); return sdk::message(size, " bytes removed at byte ", at);
    case 5: {
      const std::string run = bytes.substr(at, size);
      bytes.insert(at, run);
      return sdk::message(size, " bytes repeated at byte ", at);
    }
    default: {
      const std::string other = bytes.substr(position(bytes, random), size);
      overwrite(bytes, at, other);
      return sdk::message(other.size(), " bytes of elsewhere written at byte ", at);
    }
  }
}

}  // namespace mortise::conform
