// The report of `mortise conform`, as far as the host cares: for which plugin it was made, and with what result.
// docs/conformance.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.hpp"

namespace mortise::config {

struct ConformanceReport {
  std::string plugin, version;
  std::string sha256;  // of the library that was tested
  std::string abi;     // "0.1"
  std::string suite;   // "conformance", or "abi" for the malformed and unusual calls alone
  std::string filter;  // empty: the whole suite ran
  std::vector<std::string> options;  // NAME=VALUE, of what differed from the defaults
  bool conforms = false;
};

inline constexpr size_t kMaxReportSize = size_t{16} << 20;

/// Errors as config::parse gives them.
Result<ConformanceReport> parse_conformance_report(std::string_view text,
                                                   std::string_view source_name);

}  // namespace mortise::config
