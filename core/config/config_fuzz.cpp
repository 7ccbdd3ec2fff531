// Any text: an error, or a config that survives being written and read again.
#include "core/config/config.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto config = mortise::config::parse(text, "fuzz");
  if (!config.ok()) return 0;
  const std::string written = to_json(*config);
  const auto again = mortise::config::parse(written, "written");
  if (!again.ok() || to_json(*again) != written) std::abort();
  return 0;
}
