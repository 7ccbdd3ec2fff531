// The published schemas and the parsers know the same keys.
#include <fstream>
#include <set>
#include <span>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "core/config/keys.hpp"

using namespace mortise::config;
using Json = nlohmann::json;

namespace {

Json schema(const std::string& name) {
  std::ifstream file("configs/" + name + ".schema.json");
  REQUIRE(file);
  return Json::parse(file);
}

std::set<std::string> keys_at(const Json& schema, const std::string& pointer) {
  const Json& object = schema.at(Json::json_pointer(pointer));
  CHECK(object.at("type") == "object");
  CHECK(object.at("additionalProperties") == false);
  std::set<std::string> names;
  for (const auto& [key, value] : object.at("properties").items()) names.insert(key);
  return names;
}

std::set<std::string> names(std::span<const std::string_view> list) {
  return {list.begin(), list.end()};
}

// Every object in the schema that lists its properties.
size_t count_closed_objects(const Json& value) {
  size_t count =
      value.is_object() && value.contains("properties") && value.contains("additionalProperties")
          ? 1
          : 0;
  if (value.is_structured()) {
    for (const Json& child : value) count += count_closed_objects(child);
  }
  return count;
}

}  // namespace

TEST_CASE("the config schema has the keys that the parser knows") {
  const Json config = schema("config");
  CHECK(keys_at(config, "") == names(keys::kConfig));
  CHECK(keys_at(config, "/properties/plugins") == names(keys::kPlugins));
  CHECK(keys_at(config, "/properties/execution") == names(keys::kExecution));
  CHECK(keys_at(config, "/properties/optimise/oneOf/1") == names(keys::kOptimise));
  CHECK(keys_at(config, "/$defs/backend") == names(keys::kBackend));
  CHECK(keys_at(config, "/$defs/named") == names(keys::kNamed));
  CHECK(count_closed_objects(config) == 6);
}

TEST_CASE("the manifest schema has the keys that the parser knows") {
  const Json manifest = schema("manifest");
  CHECK(keys_at(manifest, "") == names(keys::kManifest));
  CHECK(keys_at(manifest, "/properties/interfaces") == names(keys::kInterfaces));
  CHECK(keys_at(manifest, "/properties/provides") == names(keys::kProvides));
  const std::string provides = "/properties/provides/properties";
  CHECK(keys_at(manifest, provides + "/dtypes/items") == names(keys::kDtype));
  CHECK(keys_at(manifest, provides + "/passes/items") == names(keys::kPass));
  CHECK(keys_at(manifest, provides + "/formats/items") == names(keys::kFormat));
  CHECK(keys_at(manifest, provides + "/formats/items/properties/magic/items") ==
        names(keys::kMagic));
  CHECK(keys_at(manifest, "/properties/platform") == names(keys::kPlatform));
  CHECK(keys_at(manifest, "/properties/needs") == names(keys::kNeeds));
  CHECK(keys_at(manifest, "/$defs/option") == names(keys::kOption));
  CHECK(keys_at(manifest, "/properties/conformance") == names(keys::kConformance));
  CHECK(keys_at(manifest, "/properties/conformance/properties/expected_failures/items") ==
        names(keys::kExpectedFailure));
  CHECK(keys_at(manifest, "/properties/conformance/properties/samples") == names(keys::kSamples));
  CHECK(count_closed_objects(manifest) == 13);
}
