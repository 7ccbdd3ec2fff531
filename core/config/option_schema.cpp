#include "core/config/option_schema.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/text.hpp"
#include "core/config/keys.hpp"

namespace mortise::config {
namespace {

const std::vector<std::string_view> kTypes = {"boolean", "integer", "number", "string", "array"};
const std::vector<std::string_view> kItemTypes = {"integer", "number", "string"};

std::string number_text(double value) {
  const std::string text = Json(value).dump();
  return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

bool in_range(Reader& reader, const Place& place, const OptionSchema& schema, double value) {
  if (schema.minimum && value < *schema.minimum) {
    reader.fail(place, concat({"must be at least ", number_text(*schema.minimum), ", not ",
                               describe(*place.value)}));
    return false;
  }
  if (schema.maximum && value > *schema.maximum) {
    reader.fail(place, concat({"must be at most ", number_text(*schema.maximum), ", not ",
                               describe(*place.value)}));
    return false;
  }
  return true;
}

bool read_scalar(Reader& reader, const Place& place, const OptionSchema& schema, int64_t& out) {
  const bool fits = place.value->is_number_integer() && !(place.value->is_number_unsigned() &&
                                                          place.value->get<uint64_t>() > INT64_MAX);
  if (!fits) {
    reader.fail(place, concat({"must be an integer, not ", describe(*place.value)}));
    return false;
  }
  out = place.value->get<int64_t>();
  return in_range(reader, place, schema, static_cast<double>(out));
}

bool read_scalar(Reader& reader, const Place& place, const OptionSchema& schema, double& out) {
  if (!place.value->is_number()) {
    reader.fail(place, concat({"must be a number, not ", describe(*place.value)}));
    return false;
  }
  out = place.value->get<double>();
  return in_range(reader, place, schema, out);
}

bool read_scalar(Reader& reader, const Place& place, const OptionSchema& schema, std::string& out) {
  if (!schema.choices.empty()) {
    return reader.read_choice(place, {schema.choices.begin(), schema.choices.end()}, out);
  }
  if (!place.value->is_string()) {
    reader.fail(place, concat({"must be a string, not ", describe(*place.value)}));
    return false;
  }
  out = place.value->get<std::string>();
  return true;
}

template <class T>
std::optional<OptionValue> read_one(Reader& reader, const Place& place,
                                    const OptionSchema& schema) {
  T value{};
  if (!read_scalar(reader, place, schema, value)) return std::nullopt;
  return value;
}

template <class T>
std::optional<OptionValue> read_list(Reader& reader, const Place& place,
                                     const OptionSchema& schema) {
  std::vector<T> values;
  reader.each_item(place, [&](const Place& item) {
    T value{};
    if (read_scalar(reader, item, schema, value)) values.push_back(std::move(value));
  });
  if (!reader.ok()) return std::nullopt;
  return values;
}

void read_limit(Reader& reader, const Place& option, std::string_view key,
                std::optional<double>& out) {
  Place member;
  if (!reader.member(option, key, member)) return;
  if (!member.value->is_number()) {
    return reader.fail(member, concat({"must be a number, not ", describe(*member.value)}));
  }
  out = member.value->get<double>();
}

// What limits the values must go with their type.
void check_limits(Reader& reader, const Place& place, const OptionSchema& schema) {
  const std::string& element = schema.type == "array" ? schema.items : schema.type;
  const bool is_number = element == "integer" || element == "number";
  if ((schema.minimum || schema.maximum) && !is_number) {
    reader.fail(place, concat({"`minimum` and `maximum` are for numbers; the type is ", element}));
  }
  if (schema.minimum && schema.maximum && *schema.minimum > *schema.maximum) {
    reader.fail(place, "`minimum` is above `maximum`");
  }
  if (!schema.choices.empty() && element != "string") {
    reader.fail(place, concat({"`enum` is for strings; the type is ", element}));
  }
}

OptionSchema read_schema(Reader& reader, const Place& place) {
  OptionSchema schema;
  schema.name = place.step;
  Place member;
  if (!reader.object(place, keys::kOption) || !reader.required(place, "type", member) ||
      !reader.read_choice(member, kTypes, schema.type)) {
    return schema;
  }
  const bool is_array = schema.type == "array";
  if (reader.member(place, "items", member)) {
    if (!is_array)
      reader.fail(member, concat({"only an array has items; the type is ", schema.type}));
    reader.read_choice(member, kItemTypes, schema.items);
  } else if (is_array) {
    reader.required(place, "items", member);
  }
  read_limit(reader, place, "minimum", schema.minimum);
  read_limit(reader, place, "maximum", schema.maximum);
  if (reader.member(place, "enum", member)) {
    reader.read_names(member, schema.choices);
    if (schema.choices.empty()) reader.fail(member, "must name at least one choice");
  }
  if (reader.member(place, "description", member)) reader.read(member, schema.description);
  check_limits(reader, place, schema);
  if (reader.ok() && reader.member(place, "default", member)) {
    schema.default_value = read_option_value(reader, member, schema);
  }
  return schema;
}

}  // namespace

OptionSchemas read_option_schemas(Reader& reader, const Place& place) {
  OptionSchemas schemas;  // nlohmann/json keeps an object's members sorted by name
  reader.each_member(place,
                     [&](const Place& item) { schemas.push_back(read_schema(reader, item)); });
  return schemas;
}

std::optional<OptionValue> read_option_value(Reader& reader, const Place& place,
                                             const OptionSchema& schema) {
  if (schema.type == "boolean") {
    bool value = false;
    if (!reader.read(place, value)) return std::nullopt;
    return value;
  }
  if (schema.type == "integer") return read_one<int64_t>(reader, place, schema);
  if (schema.type == "number") return read_one<double>(reader, place, schema);
  if (schema.type == "string") return read_one<std::string>(reader, place, schema);
  if (schema.items == "integer") return read_list<int64_t>(reader, place, schema);
  if (schema.items == "number") return read_list<double>(reader, place, schema);
  return read_list<std::string>(reader, place, schema);
}

}  // namespace mortise::config
