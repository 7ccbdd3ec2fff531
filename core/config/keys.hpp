// The keys that the parsers know, object by object. The published JSON schemas are tested against these lists.
#pragma once

#include <string_view>

namespace mortise::config::keys {

using Name = std::string_view;

inline constexpr Name kConfig[] = {"$schema",   "plugins",  "backends", "fallback",
                                   "execution", "optimise", "passes",   "communicator"};
inline constexpr Name kPlugins[] = {"paths", "search_defaults", "options", "require_conformance"};
inline constexpr Name kBackend[] = {"name", "devices", "allow", "deny", "options", "required"};
inline constexpr Name kExecution[] = {"threads", "program_cache", "batch_pieces", "piece_bytes"};
inline constexpr Name kOptimise[] = {
    "fold",       "dead_code",      "algebra",       "common_subexpressions",
    "transposes", "normalisations", "merge_products"};
inline constexpr Name kNamed[] = {"name", "options"};  // a pass, or the communicator

inline constexpr Name kManifest[] = {"$schema",  "id",      "version",   "summary",  "interfaces",
                                     "provides", "library", "sha256",    "platform", "cpu_features",
                                     "glibc",    "needs",   "sanitizer", "options",  "conformance"};
// What only the conformance suite reads is in `expected_failures`, `samples` and `rendezvous`.
inline constexpr Name kConformance[] = {"report", "expected_failures", "samples", "rendezvous"};
inline constexpr Name kExpectedFailure[] = {"test", "reason"};
inline constexpr Name kInterfaces[] = {"device", "operator",     "pass",
                                       "format", "communicator", "service"};
inline constexpr Name kProvides[] = {"devices", "operators", "kernels",       "dtypes",
                                     "passes",  "formats",   "communicators", "services"};
inline constexpr Name kPass[] = {"name", "options"};
inline constexpr Name kDtype[] = {"name", "number"};
inline constexpr Name kFormat[] = {"name", "extensions", "magic"};
inline constexpr Name kMagic[] = {"offset", "hex"};
inline constexpr Name kPlatform[] = {"os", "arch"};
inline constexpr Name kNeeds[] = {"libraries", "driver"};
inline constexpr Name kSamples[] = {"passes", "formats", "operators"};
inline constexpr Name kOption[] = {"type",    "items", "default",    "minimum",
                                   "maximum", "enum",  "description"};

}  // namespace mortise::config::keys
