// Which plugins claim a name in their manifests. Immutable once built.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/host/plugin_set.hpp"

namespace mortise::host {

class Claims {
 public:
  explicit Claims(const std::vector<std::unique_ptr<Plugin>>& plugins);

  /// All claimants, sorted by id; `kind` is "device", "operator", "kernel", "pass", "communicator" or "dtype" (by
  /// number).
  const std::vector<Plugin*>& of(std::string_view kind, std::string_view name) const;

  /// The one plugin to load: an error when nobody claims the name, when the only claimants are refused, or when several
  /// are left.
  Result<Plugin*> only(std::string_view kind, std::string_view name) const;

  /// All names of a kind, sorted.
  std::vector<std::string> names(std::string_view kind) const;

 private:
  void add(std::string_view kind, std::string name, Plugin& plugin);
  /// "; plugin `cpu`: …" for the first of the manifests of which nothing is known, or nothing.
  std::string unread_manifests() const;

  std::map<std::string, std::map<std::string, std::vector<Plugin*>, std::less<>>, std::less<>>
      by_kind_;
  std::vector<const Plugin*> unread_;  // refused before anybody could know what they provide
};

}  // namespace mortise::host
