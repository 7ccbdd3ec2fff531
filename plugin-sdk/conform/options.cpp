#include "plugin-sdk/conform/options.hpp"

#include <mortise/sdk/status.hpp>

#include <algorithm>

namespace mortise::conform {

using Json = nlohmann::json;

OptionList::OptionList(const Json& schemas, const Json& values) {
  for (const auto& [name, schema] : schemas.items()) {
    const Json& value = values.contains(name)        ? values.at(name)
                        : schema.contains("default") ? schema.at("default")
                                                     : Json();
    if (!value.is_null()) add(name, schema, value);
  }
  abi_.count = items_.size();
  abi_.items = items_.data();
}

void OptionList::add(const std::string& name, const Json& schema, const Json& value) {
  const auto type = schema.at("type").get<std::string>();
  Value& kept = values_[name];
  mortise_attribute_t item{};
  item.struct_size = sizeof(item);
  item.name = sdk::to_abi(values_.find(name)->first);
  if (type == "boolean" || type == "integer") {
    item.kind = MORTISE_ATTRIBUTE_INT;
    item.int_value = value.is_boolean() ? (value.get<bool>() ? 1 : 0) : value.get<int64_t>();
  } else if (type == "number") {
    item.kind = MORTISE_ATTRIBUTE_FLOAT;
    item.float_value = value.get<double>();
  } else if (type == "string") {
    item.kind = MORTISE_ATTRIBUTE_STRING;
    kept.text = value.get<std::string>();
    item.string_value = sdk::to_abi(kept.text);
  } else {
    fill_list(item, kept, schema.value("items", std::string("string")), value);
  }
  items_.push_back(item);
}

void OptionList::fill_list(mortise_attribute_t& item, Value& kept, const std::string& item_type,
                           const Json& value) {
  item.count = value.size();
  if (item_type == "integer") {
    item.kind = MORTISE_ATTRIBUTE_INTS;
    kept.ints = value.get<std::vector<int64_t>>();
    item.ints = kept.ints.data();
  } else if (item_type == "number") {
    item.kind = MORTISE_ATTRIBUTE_FLOATS;
    kept.floats = value.get<std::vector<double>>();
    item.floats = kept.floats.data();
  } else {
    item.kind = MORTISE_ATTRIBUTE_STRINGS;
    kept.strings = value.get<std::vector<std::string>>();
    for (const std::string& text : kept.strings) kept.strings_abi.push_back(sdk::to_abi(text));
    item.strings = kept.strings_abi.data();
  }
}

std::vector<Json> values_to_try(const Json& schema) {
  std::vector<Json> values;
  const auto add = [&values](const Json& value) {
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  };
  const auto type = schema.at("type").get<std::string>();
  if (schema.contains("default")) add(schema.at("default"));
  if (type == "array") {
    add(Json::array());
    return values;
  }
  for (const char* bound : {"minimum", "maximum"}) {
    if (schema.contains(bound)) add(schema.at(bound));
  }
  if (type == "boolean") {
    add(false);
    add(true);
  }
  if (schema.contains("enum")) {
    for (const Json& choice : schema.at("enum")) add(choice);
  }
  return values;
}

}  // namespace mortise::conform
