// What the core knows about each interface's table: its sizes, its fingerprints, and the members that must be set.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace mortise::host {

struct RequiredMember {
  std::string_view name;
  uint64_t offset;
};

struct InterfaceInfo {
  uint32_t kind = 0;  // MORTISE_INTERFACE_…
  std::string_view name;
  uint64_t fingerprint = 0;
  const uint64_t* older_fingerprints = nullptr;
  uint64_t first_size = 0;  // of the table in its first version
  uint64_t size = 0;
  std::span<const RequiredMember> required;
};

/// Null for an unknown kind.
const InterfaceInfo* interface_info(uint32_t kind);

inline constexpr uint32_t kInterfaceKinds = 7;  // kinds are below it

}  // namespace mortise::host
