#include "plugin-sdk/conform/samples.hpp"

#include <filesystem>

#include "plugin-sdk/conform/check.hpp"

namespace mortise::conform {

using Json = nlohmann::json;

Json conformance_of(const Subject& subject) {
  Json conformance = subject.manifest().value("conformance", Json::object());
  expect(conformance.is_object(), "the manifest's `conformance` is no object");
  return conformance;
}

Json samples_of(const Subject& subject, const std::string& kind) {
  const Json samples = conformance_of(subject).value("samples", Json::object());
  expect(samples.is_object(), "the manifest's `conformance.samples` is no object");
  Json list = samples.value(kind, Json::array());
  expect(list.is_array(), "the manifest's `conformance.samples.", kind, "` is no array");
  return list;
}

std::string sample_path(const Subject& subject, const std::string& file) {
  return std::filesystem::path(subject.manifest_path()).parent_path() / file;
}

}  // namespace mortise::conform
