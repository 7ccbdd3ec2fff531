#include "core/config/options.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/config/option_schema.hpp"

namespace mortise::config {

struct OptionSet::Storage {
  std::vector<std::pair<std::string, OptionValue>> values;
  std::vector<std::vector<mortise_string_t>> string_lists;
  std::vector<mortise_attribute_t> attributes;
  mortise_options_t options{};
};

namespace {

// Writes the members that go with the value's kind.
struct Fill {
  mortise_attribute_t& attribute;
  std::vector<mortise_string_t>& strings;

  void operator()(bool value) const { (*this)(static_cast<int64_t>(value)); }
  void operator()(int64_t value) const {
    attribute.kind = MORTISE_ATTRIBUTE_INT;
    attribute.int_value = value;
  }
  void operator()(double value) const {
    attribute.kind = MORTISE_ATTRIBUTE_FLOAT;
    attribute.float_value = value;
  }
  void operator()(const std::string& value) const {
    attribute.kind = MORTISE_ATTRIBUTE_STRING;
    attribute.string_value = to_abi(value);
  }
  void operator()(const std::vector<int64_t>& values) const {
    attribute.kind = MORTISE_ATTRIBUTE_INTS;
    attribute.count = values.size();
    attribute.ints = values.data();
  }
  void operator()(const std::vector<double>& values) const {
    attribute.kind = MORTISE_ATTRIBUTE_FLOATS;
    attribute.count = values.size();
    attribute.floats = values.data();
  }
  void operator()(const std::vector<std::string>& values) const {
    for (const std::string& value : values) strings.push_back(to_abi(value));
    attribute.kind = MORTISE_ATTRIBUTE_STRINGS;
    attribute.count = strings.size();
    attribute.strings = strings.data();
  }
};

}  // namespace

OptionSet::OptionSet(std::vector<std::pair<std::string, OptionValue>> values)
    : storage_(std::make_unique<Storage>()) {
  storage_->values = std::move(values);
  std::sort(storage_->values.begin(), storage_->values.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  const size_t count = storage_->values.size();
  storage_->string_lists.resize(count);
  storage_->attributes.resize(count);
  for (size_t i = 0; i < count; ++i) {
    mortise_attribute_t& attribute = storage_->attributes[i];
    attribute.struct_size = sizeof(attribute);
    attribute.name = to_abi(storage_->values[i].first);
    std::visit(Fill{attribute, storage_->string_lists[i]}, storage_->values[i].second);
  }
  storage_->options = {sizeof(mortise_options_t), count, storage_->attributes.data()};
}

OptionSet::OptionSet(OptionSet&&) noexcept = default;
OptionSet& OptionSet::operator=(OptionSet&&) noexcept = default;
OptionSet::~OptionSet() = default;

const mortise_options_t& OptionSet::abi() const { return storage_->options; }

Result<OptionSet> check_options(const OptionSchemas& schemas, std::string_view json,
                                std::string_view source_name) {
  MORTISE_ASSIGN(Reader reader, Reader::parse(json.empty() ? "{}" : json, source_name));
  reader.omit_positions();
  std::vector<std::string_view> known;
  for (const OptionSchema& schema : schemas) known.push_back(schema.name);
  const Place root = reader.root();
  if (root.value->is_object() && !root.value->empty() && known.empty()) {
    return invalid_argument(concat({source_name, ": there are no options; leave them out"}));
  }
  if (!reader.object(root, known)) return reader.take_error();

  std::vector<std::pair<std::string, OptionValue>> values;
  for (const OptionSchema& schema : schemas) {
    Place place;
    std::optional<OptionValue> value = schema.default_value;
    if (reader.member(root, schema.name, place)) value = read_option_value(reader, place, schema);
    if (value) values.emplace_back(schema.name, std::move(*value));
  }
  if (!reader.ok()) return reader.take_error();
  return OptionSet(std::move(values));
}

}  // namespace mortise::config
