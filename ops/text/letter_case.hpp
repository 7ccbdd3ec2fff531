// Upper and lower case of UTF-8 text, code point by code point, as a locale has it.
#pragma once

#include <locale.h>  // NOLINT: newlocale is POSIX's

#include <memory>
#include <string>
#include <string_view>

namespace mortise::ops {

enum class LetterCase { kNone, kLower, kUpper };

/// Any thread. Touches neither the process's locale nor its environment.
class CaseMap {
 public:
  /// `locale` as in "en_US"; empty: none in particular. Throws where the language has case rules of its own and the machine
  /// lacks the locale.
  explicit CaseMap(std::string_view locale);

  /// Bytes that are not UTF-8 stay as they are.
  std::string convert(std::string_view text, LetterCase to) const;

 private:
  struct Free {
    void operator()(locale_t locale) const { freelocale(locale); }
  };
  std::unique_ptr<std::remove_pointer_t<locale_t>, Free> locale_;
};

}  // namespace mortise::ops
