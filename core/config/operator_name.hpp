// How configs and manifests name operators: "Op", "domain::Op", each with "@version" where a manifest says so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mortise::config {

struct OperatorName {
  std::string domain;  // "" is ONNX's standard domain, which may also be written "ai.onnx"
  std::string op;
  uint32_t version = 0;  // 0: not said
};

/// Empty when the text is no operator's name.
std::optional<OperatorName> parse_operator_name(std::string_view text);

/// "Op" or "domain::Op".
std::string to_string(const OperatorName& name);

/// The domain with "ai.onnx" written as "".
std::string_view canonical_domain(std::string_view domain);

}  // namespace mortise::config
