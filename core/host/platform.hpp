// Whether this machine and this core fit what a manifest asks for. Reads no file.
#pragma once

#include <string>
#include <vector>

#include "core/config/manifest.hpp"
#include "core/host/refusal.hpp"

namespace mortise::host {

/// What the machine and the core are, so that tests can be another one.
struct Platform {
  std::string os, arch;
  std::string glibc;                      // "2.36"
  std::vector<std::string> cpu_features;  // those that it has, as /proc/cpuinfo names them
  std::vector<std::string> sanitizers;    // that the core was built with, of those that must agree
};

Platform current_platform();

Verdict check_platform(const config::Manifest& manifest, const Platform& platform);

/// Whether the core speaks the versions of the interfaces.
Verdict check_interface_versions(const config::Manifest& manifest);

}  // namespace mortise::host
