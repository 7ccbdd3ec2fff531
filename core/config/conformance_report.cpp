#include "core/config/conformance_report.hpp"

#include "core/config/reader.hpp"

namespace mortise::config {

Result<ConformanceReport> parse_conformance_report(std::string_view text,
                                                   std::string_view source_name) {
  MORTISE_ASSIGN(Reader reader, Reader::parse(text, source_name, kMaxReportSize));
  ConformanceReport report;
  const Place root = reader.root();
  Place place;
  const auto read = [&](std::string_view key, auto& out) {
    if (reader.required(root, key, place)) reader.read(place, out);
  };
  if (!root.value->is_object()) {
    reader.fail(root, "must be an object: a report that `mortise conform --report` wrote");
    return reader.take_error();
  }
  read("plugin", report.plugin);
  read("version", report.version);
  read("sha256", report.sha256);
  read("abi", report.abi);
  read("suite", report.suite);
  read("conforms", report.conforms);
  // Empty when the whole suite ran, which `read` takes for no name.
  if (reader.required(root, "filter", place) && *place.value != "")
    reader.read(place, report.filter);
  // An option may be given twice: the last one counts.
  if (reader.required(root, "options", place)) {
    reader.each_item(place, [&](const Place& item) {
      if (std::string option; reader.read(item, option)) report.options.push_back(option);
    });
  }
  if (!reader.ok()) return reader.take_error();
  return report;
}

}  // namespace mortise::config
