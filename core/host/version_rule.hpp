// The rule by which the core decides, from versions and fingerprints alone, whether it and a plugin understand each other.
//
// Major version 0 promises nothing: both sides must have been built from the same headers. From 1 on a minor version only
// adds to the ones below it, so the two sides share the lower of their minors. Whether they mean the same by it, its
// fingerprint says: each side brings along those of all minors below its own.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/host/refusal.hpp"

namespace mortise::host {

/// The headers that one side was built from.
struct HeaderVersion {
  uint32_t major = 0;
  uint32_t minor = 0;
  uint64_t fingerprint = 0;
  std::span<const uint64_t> older = {};  // fingerprints of minors 0, 1, … below this one
};

/// The same from the members of a description, or the macros of fingerprint.h. `older` holds `minor` fingerprints, or is null.
HeaderVersion header_version(uint32_t major, uint32_t minor, uint64_t fingerprint,
                             const uint64_t* older);

/// Whether the numbers alone rule an understanding out: all that a manifest tells.
bool versions_fit(uint32_t major, uint32_t minor, const HeaderVersion& core);

/// `what` names the plugin's side in the cause: "the plugin's ABI".
Verdict check_version(std::string_view what, const HeaderVersion& plugin,
                      const HeaderVersion& core);

}  // namespace mortise::host
