// A plugin's manifest, NAME.mortise.json: all that is known of a plugin before any of its code runs. docs/abi.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.hpp"
#include "core/config/operator_name.hpp"
#include "core/config/options.hpp"

namespace mortise::config {

struct InterfaceClaim {
  std::string name;   // "device", "operator", …
  uint32_t kind = 0;  // MORTISE_INTERFACE_…
  uint32_t major = 0;
  uint32_t minor = 0;
};

struct KernelClaim {
  std::string device_kind;  // or "*"
  OperatorName op;
};

struct DtypeClaim {
  std::string name;
  uint32_t number = 0;
};

struct PassClaim {
  std::string name;
  OptionSchemas options;
};

struct Magic {
  uint64_t offset = 0;
  std::string bytes;
};

struct FormatClaim {
  std::string name;
  std::vector<std::string> extensions;  // with the dot, lower case
  std::vector<Magic> magic;             // any of them
};

/// What makes the host load the plugin when it is asked for.
struct Provides {
  std::vector<std::string> devices;  // kinds
  std::vector<OperatorName> operators;
  std::vector<KernelClaim> kernels;  // for operators that others define
  std::vector<DtypeClaim> dtypes;
  std::vector<PassClaim> passes;
  std::vector<FormatClaim> formats;
  std::vector<std::string> communicators;
  std::vector<std::string> services;
};

struct Manifest {
  std::string id, version, summary;
  std::vector<InterfaceClaim> interfaces;
  Provides provides;
  std::string library;  // file name, in the manifest's folder
  std::string sha256;   // of the library, 64 lower-case hexadecimal digits
  std::string os, arch;
  std::vector<std::string> cpu_features;
  std::string glibc;  // least version, "2.36"; empty: any
  std::vector<std::string> needed_libraries;
  std::string needed_driver;  // for people
  std::vector<std::string> sanitizers;
  OptionSchemas options;
  std::string conformance_report;  // file name, in the manifest's folder; empty: none
};

inline constexpr std::string_view kManifestSuffix = ".mortise.json";
inline constexpr size_t kMaxManifestSize = size_t{1} << 20;

/// Errors as config::parse gives them.
Result<Manifest> parse_manifest(std::string_view text, std::string_view source_name);

/// "device:cpu", "operator:Relu", "pass:gradient", … in this order of kinds.
std::vector<std::string> claims(const Provides& provides);

}  // namespace mortise::config
