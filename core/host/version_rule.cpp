#include "core/host/version_rule.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace mortise::host {
namespace {

constexpr const char* kRebuild = "build the plugin against the headers of this version of Mortise";

std::string text(uint32_t major, uint32_t minor) {
  return concat({std::to_string(major), ".", std::to_string(minor)});
}

std::optional<uint64_t> fingerprint_of(const HeaderVersion& side, uint32_t minor) {
  if (minor == side.minor) return side.fingerprint;
  if (minor < side.older.size()) return side.older[minor];
  return std::nullopt;
}

}  // namespace

HeaderVersion header_version(uint32_t major, uint32_t minor, uint64_t fingerprint,
                             const uint64_t* older) {
  HeaderVersion version{major, minor, fingerprint};
  if (older != nullptr) version.older = {older, minor};
  return version;
}

bool versions_fit(uint32_t major, uint32_t minor, const HeaderVersion& core) {
  return major == core.major && (major != 0 || minor == core.minor);
}

Verdict check_version(std::string_view what, const HeaderVersion& plugin,
                      const HeaderVersion& core) {
  const std::string theirs = text(plugin.major, plugin.minor);
  const std::string ours = text(core.major, core.minor);
  if (!versions_fit(plugin.major, plugin.minor, core)) {
    return refuse(MORTISE_STATUS_INCOMPATIBLE,
                  concat({what, " is version ", theirs, ", and the core speaks ", ours}), kRebuild);
  }
  const uint32_t shared = std::min(plugin.minor, core.minor);
  const std::optional<uint64_t> fingerprint = fingerprint_of(plugin, shared);
  if (fingerprint && fingerprint == fingerprint_of(core, shared)) return std::nullopt;
  if (plugin.minor == core.minor) {
    return refuse(
        MORTISE_STATUS_INCOMPATIBLE,
        concat({what,
                " has the version of the core's, but another fingerprint: it was built from "
                "changed headers"}),
        kRebuild);
  }
  return refuse(MORTISE_STATUS_INCOMPATIBLE,
                concat({what, " is version ", theirs, ", and the core speaks ", ours,
                        ", but they do not share ", text(core.major, shared),
                        fingerprint ? ": its fingerprint there is another, so it was built from "
                                      "changed headers"
                                    : ": the plugin brings no fingerprint of it along"}),
                kRebuild);
}

}  // namespace mortise::host
