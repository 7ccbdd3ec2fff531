// Finding manifests: which folders, in which order, and what is refused on sight.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/config/manifest.hpp"
#include "core/host/environment.hpp"
#include "core/host/host.hpp"
#include "core/host/platform.hpp"
#include "core/host/refusal.hpp"

namespace mortise::host {

/// One manifest file.
struct Found {
  std::string id;  // of the manifest; of the file's name when the manifest cannot be read
  std::string manifest_path;
  std::string folder;
  config::Manifest manifest;  // empty when the file is no manifest
  std::optional<Refusal> refusal;

  std::string library_path() const {
    return manifest.library.empty() ? "" : folder + "/" + manifest.library;
  }
};

struct Discovery {
  std::vector<Found> found;           // sorted by id, then by path
  std::vector<std::string> warnings;  // about folders
};

/// Reads every manifest of every folder once, and makes all checks that need no library to be read.
Discovery discover(const Settings& settings, const Environment& environment,
                   const Platform& platform);

}  // namespace mortise::host
