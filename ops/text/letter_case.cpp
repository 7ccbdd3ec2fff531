#include "ops/text/letter_case.hpp"

#include <wctype.h>

#include "ops/common/operator.hpp"

namespace mortise::ops {
namespace {

// Code points outside of these are written as they were read.
constexpr char32_t kInvalid = 0xffffffff;
constexpr char32_t kLast = 0x10ffff;

struct CodePoint {
  char32_t value;
  size_t length;  // in bytes
};

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xc0u) == 0x80; }

// Requires: text is not empty. What is no UTF-8 is one byte of kInvalid.
CodePoint first_code_point(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1};
  const size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < length) return {kInvalid, 1};
  char32_t value = lead & (0x7fu >> length);
  for (size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i])) return {kInvalid, 1};
    value = value << 6 | (static_cast<unsigned char>(text[i]) & 0x3fu);
  }
  const bool too_long = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool is_surrogate = value >= 0xd800 && value < 0xe000;
  if (too_long || is_surrogate || value > kLast) return {kInvalid, 1};
  return {value, length};
}

void append_utf8(std::string& text, char32_t value) {
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (value < 0x80) return put(value);
  if (value < 0x800) {
    put(0xc0 | value >> 6);
  } else if (value < 0x10000) {
    put(0xe0 | value >> 12);
    put(0x80 | (value >> 6 & 0x3f));
  } else {
    put(0xf0 | value >> 18);
    put(0x80 | (value >> 12 & 0x3f));
    put(0x80 | (value >> 6 & 0x3f));
  }
  put(0x80 | (value & 0x3f));
}

// Where one letter's other case is not what it is everywhere else.
bool has_own_rules(std::string_view locale) {
  const std::string_view language = locale.substr(0, 2);
  return language == "tr" || language == "az" || language == "lt";
}

}  // namespace

CaseMap::CaseMap(std::string_view locale) {
  if (!locale.empty()) {
    const std::string name(locale);
    locale_.reset(newlocale(LC_CTYPE_MASK, name.c_str(), nullptr));
    if (locale_ == nullptr)
      locale_.reset(newlocale(LC_CTYPE_MASK, (name + ".UTF-8").c_str(), nullptr));
    if (locale_ == nullptr && has_own_rules(locale))
      unsupported("locale ", locale, " is not installed; generate ", locale,
                  ".UTF-8, or choose another one");
  }
  if (locale_ == nullptr) locale_.reset(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr));
  if (locale_ == nullptr)
    unsupported("the machine has no locale C.UTF-8, whose case rules are used");
}

std::string CaseMap::convert(std::string_view text, LetterCase to) const {
  if (to == LetterCase::kNone) return std::string(text);
  std::string result;
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    if (point.value == kInvalid) {
      result.push_back(text[0]);
    } else {
      const wint_t mapped = to == LetterCase::kLower ? towlower_l(point.value, locale_.get())
                                                     : towupper_l(point.value, locale_.get());
      append_utf8(result, mapped);
    }
    text.remove_prefix(point.length);
  }
  return result;
}

}  // namespace mortise::ops
