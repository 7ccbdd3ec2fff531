#include "core/host/platform.hpp"

#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdio>

#include "core/base/text.hpp"
#include "core/host/version_rule.hpp"

namespace mortise::host {
namespace {

#if defined(__SANITIZE_ADDRESS__)
#define MORTISE_HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MORTISE_HAS_ASAN 1
#endif
#endif
#if defined(__SANITIZE_THREAD__)
#define MORTISE_HAS_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define MORTISE_HAS_TSAN 1
#endif
#endif

// Sanitizers whose run-time library must be in the process from its start.
std::vector<std::string> own_sanitizers() {
  std::vector<std::string> names;
#ifdef MORTISE_HAS_ASAN
  names.emplace_back("address");
#endif
#ifdef MORTISE_HAS_TSAN
  names.emplace_back("thread");
#endif
  return names;
}

std::vector<std::string> cpu_features() {
  std::vector<std::string> names;
#if defined(__x86_64__)
  __builtin_cpu_init();
  // The builtin takes literals only.
#define MORTISE_CPU_FEATURE(name, builtin) \
  if (__builtin_cpu_supports(builtin)) names.emplace_back(name)
  MORTISE_CPU_FEATURE("sse3", "sse3");
  MORTISE_CPU_FEATURE("ssse3", "ssse3");
  MORTISE_CPU_FEATURE("sse4_1", "sse4.1");
  MORTISE_CPU_FEATURE("sse4_2", "sse4.2");
  MORTISE_CPU_FEATURE("popcnt", "popcnt");
  MORTISE_CPU_FEATURE("avx", "avx");
  MORTISE_CPU_FEATURE("avx2", "avx2");
  MORTISE_CPU_FEATURE("fma", "fma");
  MORTISE_CPU_FEATURE("bmi1", "bmi");
  MORTISE_CPU_FEATURE("bmi2", "bmi2");
  MORTISE_CPU_FEATURE("avx512f", "avx512f");
  MORTISE_CPU_FEATURE("avx512bw", "avx512bw");
  MORTISE_CPU_FEATURE("avx512cd", "avx512cd");
  MORTISE_CPU_FEATURE("avx512dq", "avx512dq");
  MORTISE_CPU_FEATURE("avx512vl", "avx512vl");
  MORTISE_CPU_FEATURE("avx512vbmi", "avx512vbmi");
  MORTISE_CPU_FEATURE("avx512_vnni", "avx512vnni");
  MORTISE_CPU_FEATURE("avx512_bf16", "avx512bf16");
#undef MORTISE_CPU_FEATURE
#endif
  return names;
}

// "2.36"; empty where the C library is another one.
std::string glibc_version() {
  char text[64] = "";
  ::confstr(_CS_GNU_LIBC_VERSION, text, sizeof(text));
  const std::string_view prefix = "glibc ";
  return std::string_view(text).starts_with(prefix) ? text + prefix.size() : "";
}

struct Version {
  unsigned major = 0, minor = 0;
  friend auto operator<=>(const Version&, const Version&) = default;
};

Version parse_version(const std::string& text) {
  Version version;
  if (std::sscanf(text.c_str(), "%u.%u", &version.major, &version.minor) != 2) return {};
  return version;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Platform current_platform() {
  Platform platform;
  utsname system{};
  if (uname(&system) == 0) {
    platform.os = system.sysname;
    platform.arch = system.machine;
  }
  for (char& c : platform.os) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    // The process, not the kernel, decides what can be loaded.
#if defined(__x86_64__)
  platform.arch = "x86_64";
#elif defined(__aarch64__)
  platform.arch = "aarch64";
#endif
  platform.glibc = glibc_version();
  platform.cpu_features = cpu_features();
  platform.sanitizers = own_sanitizers();
  return platform;
}

Verdict check_platform(const config::Manifest& manifest, const Platform& platform) {
  if (manifest.os != platform.os || manifest.arch != platform.arch) {
    return refuse(MORTISE_STATUS_INCOMPATIBLE,
                  concat({"is built for ", manifest.os, " on ", manifest.arch, ", and this is ",
                          platform.os, " on ", platform.arch}),
                  concat({"install the plugin's ", platform.os, " ", platform.arch, " build"}));
  }
  for (const std::string& feature : manifest.cpu_features) {
    if (has(platform.cpu_features, feature)) continue;
    return refuse(MORTISE_STATUS_UNSUPPORTED,
                  concat({"needs the CPU feature `", feature, "`, which this CPU does not have"}),
                  "install a build for this CPU, or name another backend in the config");
  }
  if (!manifest.glibc.empty() && parse_version(platform.glibc) < parse_version(manifest.glibc)) {
    return refuse(
        MORTISE_STATUS_INCOMPATIBLE,
        concat({"needs glibc ", manifest.glibc, ", and this system has ", platform.glibc}),
        "install a build for this system's release");
  }
  for (const std::string& sanitizer : {std::string("address"), std::string("thread")}) {
    if (!has(manifest.sanitizers, sanitizer) || has(platform.sanitizers, sanitizer)) continue;
    return refuse(MORTISE_STATUS_INCOMPATIBLE,
                  concat({"is built with the ", sanitizer, " sanitizer, and the core is not"}),
                  "build plugin and core with the same sanitizer setting");
  }
  return std::nullopt;
}

Verdict check_interface_versions(const config::Manifest& manifest) {
  for (const config::InterfaceClaim& claim : manifest.interfaces) {
    if (versions_fit(claim.major, claim.minor, {MORTISE_ABI_MAJOR, MORTISE_ABI_MINOR})) continue;
    const std::string theirs =
        concat({std::to_string(claim.major), ".", std::to_string(claim.minor)});
    const std::string ours =
        concat({std::to_string(MORTISE_ABI_MAJOR), ".", std::to_string(MORTISE_ABI_MINOR)});
    return refuse(
        MORTISE_STATUS_INCOMPATIBLE,
        concat(
            {"speaks version ", theirs, " of the ", claim.name, " interface, and the core ", ours}),
        "install the plugin's build for this version of Mortise, or build it against this version's SDK");
  }
  return std::nullopt;
}

}  // namespace mortise::host
