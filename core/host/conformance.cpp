#include "core/host/conformance.hpp"

#include <mortise/abi/plugin.h>

#include "core/base/text.hpp"
#include "core/config/conformance_report.hpp"
#include "core/config/text_file.hpp"

namespace mortise::host {
namespace {

std::string remedy_for(const config::Manifest& manifest) {
  return concat(
      {"run `mortise conform` with --report on the plugin's manifest and name the file in "
       "its conformance.report, or take `",
       manifest.id, "` out of plugins.require_conformance in the config"});
}

std::string abi_version() {
  return std::to_string(MORTISE_ABI_MAJOR) + "." + std::to_string(MORTISE_ABI_MINOR);
}

// What keeps the report from showing that this library conforms; empty: nothing.
std::string fault_of(const config::ConformanceReport& report, const config::Manifest& manifest) {
  if (report.plugin != manifest.id) return concat({"is about the plugin `", report.plugin, "`"});
  if (report.sha256 != manifest.sha256) {
    return concat({"was made for another build of the library (version ", report.version,
                   ", sha256 ", report.sha256, ")"});
  }
  if (report.abi != abi_version())
    return concat({"was made for ABI ", report.abi, "; this is ", abi_version()});
  if (!report.filter.empty())
    return concat({"is about a part of the suite (--filter ", report.filter, ")"});
  if (report.suite != "conformance")
    return concat({"is about the suite `", report.suite, "` (--abi), not the ordinary one"});
  if (!report.options.empty())
    return concat(
        {"was made with other options than the defaults (--option ", report.options.front(), ")"});
  if (!report.conforms) return "says that the plugin does not conform";
  return {};
}

}  // namespace

Verdict check_conformance(const std::string& folder, const config::Manifest& manifest) {
  const auto refused = [&](std::string cause) {
    return refuse(MORTISE_STATUS_FAILED_PRECONDITION,
                  concat({"the config requires that it conforms, and ", cause}),
                  remedy_for(manifest));
  };
  if (manifest.conformance_report.empty()) return refused("its manifest names no report");
  const std::string path = concat({folder, "/", manifest.conformance_report});
  const auto text = config::read_text_file(path, config::kMaxReportSize);
  if (!text.ok()) return refused(std::string(text.error().message()));
  const auto report = config::parse_conformance_report(text.value(), path);
  if (!report.ok()) return refused(std::string(report.error().message()));
  const std::string fault = fault_of(report.value(), manifest);
  if (!fault.empty()) return refused(concat({"the report ", path, " ", fault}));
  return std::nullopt;
}

}  // namespace mortise::host
