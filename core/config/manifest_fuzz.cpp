// Any text: an error, or a manifest whose option defaults fit its own schema.
#include "core/config/manifest.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto manifest = mortise::config::parse_manifest(text, "fuzz");
  if (!manifest.ok()) return 0;
  (void)claims(manifest->provides);
  const auto defaults = mortise::config::check_options(manifest->options, "", "defaults");
  if (!defaults.ok() || defaults->abi().count > manifest->options.size()) std::abort();
  // The manifest itself as option values: nearly always wrong, never harmful.
  (void)mortise::config::check_options(manifest->options, text, "values").ok();
  return 0;
}
