// Everything that can be known about a plugin without running any of it: its manifest, its library's file, and what both
// ask of this machine.
#pragma once

#include <string>
#include <vector>

#include "core/host/elf_image.hpp"

namespace mortise::host {

struct Finding {
  enum Severity {
    kError,
    kWarning,
    kInformation
  };  // an error stops the plugin from being loaded here
  Severity severity = kError;
  std::string code;      // "symbol-undefined": stays the same from version to version
  std::string sentence;  // what is wrong, and where
  std::string remedy;
};

struct Examination {
  std::string id;  // of the manifest; empty without one
  std::string manifest_path;
  std::string library_path;
  ElfImage image;
  std::vector<Finding>
      findings;  // in the order in which they were made: the first error is the cause of later ones
};

/// `path` is a library or a manifest. Never fails: what is wrong is a finding.
Examination examine(const std::string& path);

}  // namespace mortise::host
