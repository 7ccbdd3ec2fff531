#include "plugin-sdk/conform/signatures.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "plugin-sdk/conform/cases/building.hpp"
#include "plugin-sdk/conform/check.hpp"

namespace mortise::conform {
namespace {

using Json = nlohmann::json;
using Inputs = std::vector<CaseInput>;

constexpr uint32_t kFloat = MORTISE_DTYPE_FLOAT32;
constexpr uint32_t kInt = MORTISE_DTYPE_INT64;

CaseInput indices(sdk::Shape shape) { return in(kInt, std::move(shape), Fill::kSmallInts); }

// The inputs of operators as most of them are; one with fewer inputs takes the first ones.
std::vector<Inputs> layouts() {
  std::vector<Inputs> all;
  const sdk::Shape shapes[] = {{2, 3}, {2, 3, 4}, {1, 2, 3, 4},   {1, 3, 6, 7},
                               {3},    {},        {2, 1, 2, 3, 2}};
  for (const sdk::Shape& shape : shapes) all.emplace_back(4, in(kFloat, shape));
  for (const uint32_t dtype : {MORTISE_DTYPE_FLOAT64, MORTISE_DTYPE_INT64, MORTISE_DTYPE_BOOL,
                               MORTISE_DTYPE_FLOAT16, MORTISE_DTYPE_INT32, MORTISE_DTYPE_UINT8})
    all.emplace_back(4, in(dtype, {2, 3}));
  const std::vector<Inputs> others = {
      {in(kFloat, {2, 3}), in(kFloat, {3}), in(kFloat, {2, 1})},
      {in(kFloat, {2, 3}), in(kFloat, {3, 4}), in(kFloat, {4})},
      {in(kFloat, {2, 2, 3}), in(kFloat, {2, 3, 4})},
      {in(kFloat, {1, 2, 5, 6}), in(kFloat, {3, 2, 3, 3}), in(kFloat, {3})},
      {in(kFloat, {1, 3, 4, 5}), in(kFloat, {3, 2, 3, 3}), in(kFloat, {2})},
      {in(kFloat, {2, 3, 4}), in(kFloat, {4}), in(kFloat, {4})},
      {in(kFloat, {2, 3, 4, 4}), in(kFloat, {3}), in(kFloat, {3}), in(kFloat, {3}),
       in(kFloat, {3}, Fill::kPositive)},
      {in(MORTISE_DTYPE_BOOL, {2, 3}), in(kFloat, {2, 3}), in(kFloat, {2, 3})},
      {in(kFloat, {2, 4}), in(kFloat, {}), in(kFloat, {})},
      // Known axes, shapes, ranges, counts.
      {in(kFloat, {2, 3, 4}), ints({1})},
      {in(kFloat, {1, 3, 1}), ints({0})},
      {in(kFloat, {2, 6}), ints({3, 4})},
      {in(kFloat, {3, 4}), ints({1, 3}), ints({1})},
      {in(kFloat, {3, 1}), ints({3, 4})},
      {in(kFloat, {4, 5}), ints({1}), ints({4}), ints({1}), ints({2})},
      {in(kFloat, {3, 4}), ints({1, 0, 2, 1}), number(kFloat, 0.5)},
      {in(kFloat, {3, 4}), number(kInt, 1)},
      {in(kFloat, {4, 4}), number(kFloat, -0.5), number(kFloat, 0.5)},
      {number(kInt, 1), number(kInt, 9), number(kInt, 3)},
      {ints({2, 3})},
      {in(kFloat, {1, 2, 4, 4}), absent(), absent(), ints({1, 2, 6, 7})},
      {in(kFloat, {1, 4, 2, 3})},
      // Indices.
      {in(kFloat, {4, 3}), indices({2, 2})},
      {in(kFloat, {4, 3}), indices({2, 1})},
      {in(kFloat, {4, 4}), indices({2, 3}), in(kFloat, {2, 3})},
      {in(kFloat, {4, 4, 2}), indices({3, 2})},
  };
  all.insert(all.end(), others.begin(), others.end());
  return all;
}

bool has(const mortise_formal_t& formal, uint32_t flag) { return (formal.flags & flag) != 0; }

// The numbers of inputs worth trying.
std::vector<size_t> input_counts(const mortise_operator_t& op) {
  size_t required = 0;
  for (uint64_t i = 0; i < op.input_count; ++i) {
    if (!has(op.inputs[i], MORTISE_FORMAL_OPTIONAL)) required = i + 1;
  }
  size_t most = op.input_count;
  if (op.input_count > 0 && has(op.inputs[op.input_count - 1], MORTISE_FORMAL_VARIADIC)) most += 2;
  std::vector<size_t> counts;
  for (size_t count = required; count <= most; ++count) counts.push_back(count);
  return counts;
}

size_t output_count(const mortise_operator_t& op) {
  if (op.output_count == 0) return 1;
  const bool variadic = has(op.outputs[op.output_count - 1], MORTISE_FORMAL_VARIADIC);
  return op.output_count + (variadic ? 1 : 0);
}

size_t required_outputs(const mortise_operator_t& op) {
  size_t required = 0;
  for (uint64_t i = 0; i < op.output_count; ++i) {
    if (!has(op.outputs[i], MORTISE_FORMAL_OPTIONAL)) required = i + 1;
  }
  return std::max<size_t>(required, 1);
}

// Something for each attribute that the node must have.
sdk::Attrs guessed_attributes(const mortise_operator_t& op, int64_t number) {
  sdk::Attrs attributes;
  for (uint64_t i = 0; i < op.attribute_count; ++i) {
    const mortise_formal_attribute_t& formal = op.attributes[i];
    if (formal.required == 0) continue;
    const std::string_view name = sdk::to_view(formal.name);
    switch (formal.kind) {
      case MORTISE_ATTRIBUTE_INT: attributes.emplace_back(name, number); break;
      case MORTISE_ATTRIBUTE_FLOAT:
        attributes.emplace_back(name, static_cast<double>(number));
        break;
      case MORTISE_ATTRIBUTE_STRING: attributes.emplace_back(name, ""); break;
      case MORTISE_ATTRIBUTE_INTS:
        attributes.emplace_back(name, std::vector<int64_t>{number, number});
        break;
      case MORTISE_ATTRIBUTE_FLOATS:
        attributes.emplace_back(name, std::vector<double>{static_cast<double>(number)});
        break;
      default: break;
    }
  }
  return attributes;
}

sdk::Attr attribute_of(const std::string& name, const Json& value) {
  if (value.is_number_integer()) return sdk::Attr(name, value.get<int64_t>());
  if (value.is_number()) return sdk::Attr(name, value.get<double>());
  if (value.is_string())
    return sdk::Attr(name, std::string_view(value.get_ref<const std::string&>()));
  expect(value.is_array(), "attribute `", name, "` of a sample is no number, text or list");
  const bool texts = !value.empty() && value.front().is_string();
  const bool whole = std::all_of(value.begin(), value.end(),
                                 [](const Json& item) { return item.is_number_integer(); });
  if (texts) return sdk::Attr(name, value.get<std::vector<std::string>>());
  if (whole) return sdk::Attr(name, value.get<std::vector<int64_t>>());
  return sdk::Attr(name, value.get<std::vector<double>>());
}

CaseInput input_of_sample(const Json& sample) {
  if (sample.is_null()) return absent();
  if (sample.contains("ints")) return ints(sample.at("ints").get<std::vector<int64_t>>());
  const uint32_t dtype = dtype_by_name(sample.value("dtype", std::string("float32")));
  expect(dtype != MORTISE_DTYPE_UNDEFINED, "a sample's dtype is not known: ", sample.dump());
  const Json shape = sample.value("shape", Json());
  if (!sample.contains("values")) return in(dtype, shape.get<sdk::Shape>());
  auto values = sample.at("values").get<std::vector<double>>();
  const auto count = static_cast<int64_t>(values.size());
  sdk::Shape extents = shape.is_array() ? shape.get<sdk::Shape>() : sdk::Shape{count};
  expect(sdk::element_count(extents) == count, "a sample's `values` and `shape` do not fit");
  CaseInput input = of(dtype, std::move(extents), std::move(values));
  input.constant = sample.value("known", true);
  return input;
}

}  // namespace

std::vector<Case> common_signatures(const mortise_operator_t& op) {
  std::vector<Case> signatures;
  const auto all = layouts();
  const bool guesses = std::any_of(op.attributes, op.attributes + op.attribute_count,
                                   [](const auto& formal) { return formal.required != 0; });
  for (const size_t count : input_counts(op)) {
    for (const Inputs& inputs : all) {
      if (inputs.size() < count) continue;
      for (const int64_t guess :
           guesses ? std::vector<int64_t>{1, 2, 0} : std::vector<int64_t>{1}) {
        for (const size_t outputs : {output_count(op), required_outputs(op)}) {
          Case one;
          one.domain = sdk::to_view(op.domain);
          one.op = sdk::to_view(op.name);
          one.inputs.assign(inputs.begin(), inputs.begin() + static_cast<ptrdiff_t>(count));
          one.attributes = guessed_attributes(op, guess);
          one.output_count = outputs;
          signatures.push_back(std::move(one));
          if (output_count(op) == required_outputs(op)) break;
        }
      }
    }
  }
  return signatures;
}

Case signature_of_sample(const mortise_operator_t& op, const Json& sample) {
  Case one;
  one.domain = sdk::to_view(op.domain);
  one.op = sdk::to_view(op.name);
  one.output_count = sample.value("outputs", required_outputs(op));
  try {
    const Json attributes = sample.value("attributes", Json::object());
    for (const auto& [name, value] : attributes.items())
      one.attributes.push_back(attribute_of(name, value));
    for (const Json& input : sample.at("inputs")) one.inputs.push_back(input_of_sample(input));
  } catch (const Json::exception& error) {
    fail("the manifest's sample for ", qualified_name(op), ": ", error.what());
  }
  return one;
}

std::string qualified_name(const mortise_operator_t& op) {
  const std::string name(sdk::to_view(op.name));
  return op.domain.size == 0 ? name : sdk::message(op.domain, "::", name);
}

}  // namespace mortise::conform
