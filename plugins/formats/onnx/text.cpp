#include "plugins/formats/onnx/text.hpp"

namespace mortise::onnx {
namespace {

/// Bytes of the well-formed sequence that starts at `position` (RFC 3629, section 4), or 0.
size_t sequence_length(std::string_view text, size_t position) {
  const auto byte = [&](size_t offset) {
    return position + offset < text.size() ? static_cast<unsigned char>(text[position + offset])
                                           : 0u;
  };
  const auto is_tail = [&](size_t offset) { return (byte(offset) & 0xc0u) == 0x80u; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return is_tail(1) ? 2 : 0;
  if ((first & 0xf0u) == 0xe0) {
    const bool overlong = first == 0xe0 && byte(1) < 0xa0;
    const bool surrogate = first == 0xed && byte(1) > 0x9f;
    return is_tail(1) && is_tail(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const bool overlong = first == 0xf0 && byte(1) < 0x90;
    const bool too_large = first == 0xf4 && byte(1) > 0x8f;
    return is_tail(1) && is_tail(2) && is_tail(3) && !overlong && !too_large ? 4 : 0;
  }
  return 0;
}

}  // namespace

size_t find_invalid_utf8(std::string_view text) {
  for (size_t position = 0; position < text.size();) {
    const size_t length = sequence_length(text, position);
    if (length == 0) return position;
    position += length;
  }
  return std::string_view::npos;
}

std::string_view checked_text(std::string_view what, std::string_view text) {
  const size_t position = find_invalid_utf8(text);
  if (position != std::string_view::npos) {
    sdk::invalid(what, " `", quoted(text), "` is not UTF-8 at byte ", position);
  }
  return text;
}

std::string quoted(std::string_view text) {
  constexpr size_t kMost = 120;
  const bool valid = find_invalid_utf8(text) == std::string_view::npos;
  std::string result;
  for (const char c : text.substr(0, kMost)) {
    const auto code = static_cast<unsigned char>(c);
    result += code < 0x20 || code == 0x7f || (code >= 0x80 && !valid) ? '?' : c;
  }
  // Not in the middle of a character.
  while (find_invalid_utf8(result) != std::string_view::npos) result.pop_back();
  if (text.size() > kMost) result += "…";
  return result;
}

}  // namespace mortise::onnx
