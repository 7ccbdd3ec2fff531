#include "core/config/operator_name.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "core/base/text.hpp"

namespace mortise::config {
namespace {

bool is_word(std::string_view text, std::string_view also) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           also.find(c) != std::string_view::npos;
  });
}

}  // namespace

std::string_view canonical_domain(std::string_view domain) {
  return domain == "ai.onnx" ? std::string_view() : domain;
}

std::optional<OperatorName> parse_operator_name(std::string_view text) {
  OperatorName name;
  const size_t colons = text.find("::");
  if (colons != std::string_view::npos) {
    if (!is_word(text.substr(0, colons), "._-")) return std::nullopt;
    name.domain = canonical_domain(text.substr(0, colons));
    text.remove_prefix(colons + 2);
  }
  const size_t at = text.find('@');
  if (at != std::string_view::npos) {
    const std::string_view digits = text.substr(at + 1);
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), name.version);
    if (error != std::errc() || end != digits.data() + digits.size() || name.version == 0)
      return std::nullopt;
    text = text.substr(0, at);
  }
  if (!is_word(text, "_")) return std::nullopt;
  name.op = text;
  return name;
}

std::string to_string(const OperatorName& name) { return qualified_name(name.domain, name.op); }

}  // namespace mortise::config
