#include "tests/fuzz/node_variant.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "plugin-sdk/conform/node_graph.hpp"
#include "plugin-sdk/conform/signatures.hpp"

namespace mortise::fuzz {
namespace {

using conform::Case;
using conform::HostTensor;
using conform::NodeInput;

constexpr size_t kMostChanges = 6;
constexpr size_t kMostRank = 10;
constexpr int64_t kLargestConstant = 1 << 14;  // elements

// What numbers in models get wrong: neighbours of what is right, the ends of the ranges, and what overflows when it is
// added or multiplied.
constexpr int64_t kNumbers[] = {0,
                                1,
                                -1,
                                2,
                                3,
                                -2,
                                4,
                                5,
                                7,
                                16,
                                -3,
                                64,
                                INT32_MAX,
                                INT32_MIN,
                                int64_t{1} << 32,
                                int64_t{1} << 40,
                                INT64_MAX,
                                INT64_MIN,
                                INT64_MAX - 1,
                                INT64_MIN + 1,
                                int64_t{1} << 62};
constexpr int64_t kExtents[] = {1,
                                2,
                                0,
                                3,
                                4,
                                5,
                                8,
                                17,
                                6,
                                65,
                                MORTISE_DIM_UNKNOWN,
                                MORTISE_DIM_SYMBOL(0),
                                MORTISE_DIM_SYMBOL(1),
                                INT32_MAX,
                                int64_t{1} << 32,
                                int64_t{1} << 48,
                                int64_t{1} << 62,
                                INT64_MAX};
constexpr double kReals[] = {
    0,    1,     -1,       0.5,       2,
    -0.5, 3,     7.5,      1e-7,      1e30,
    -0.0, 1e300, HUGE_VAL, -HUGE_VAL, std::numeric_limits<double>::quiet_NaN()};

/// The known uses of the operator, made once: there are some ten thousand of all.
const std::vector<Case>& uses_of(const mortise_operator_t& op) {
  static std::map<const mortise_operator_t*, std::vector<Case>> uses;
  std::vector<Case>& cases = uses[&op];
  if (cases.empty()) cases = conform::cases_of(op);
  if (cases.empty()) cases = conform::common_signatures(op);
  return cases;
}

class Variant {
 public:
  Variant(const mortise_operator_t& op, Choices& choices) : op_(op), choices_(choices) {
    const Case& use = choices.pick(uses_of(op));
    sdk::Random random(choices.byte());
    const std::vector<HostTensor> contents = conform::contents_of(use, random);
    result_.op = &op;
    result_.attributes = use.attributes;
    result_.output_count = use.output_count;
    for (size_t i = 0; i < contents.size(); ++i) {
      result_.inputs.push_back(conform::input_of(use.inputs[i], contents[i]));
      // What is no random content must not become so: indices, lengths.
      const bool given = !use.inputs[i].numbers.empty();
      if (given && choices.coin()) result_.inputs.back().constant = contents[i];
      result_.fills.push_back(given ? conform::Fill::kSmallInts : use.inputs[i].fill);
    }
  }

  NodeVariant make() {
    const size_t changes = choices_.below(kMostChanges);
    for (size_t i = 0; i < changes; ++i) change();
    result_.fills.resize(result_.inputs.size(), conform::Fill::kOrdinary);
    return std::move(result_);
  }

 private:
  void change() {
    switch (choices_.below(10)) {
      case 0: return change_extent();
      case 1: return change_rank();
      case 2: return change_dtype();
      case 3: return change_content();
      case 4: return change_attribute();
      case 5: return add_attribute();
      case 6: return change_inputs();
      case 7: return change_outputs();
      case 8: return know_otherwise();
      default: return cross();
    }
  }

  /// One of the inputs that are there; null when none is.
  NodeInput* any_input() {
    if (result_.inputs.empty()) return nullptr;
    NodeInput& input = result_.inputs[choices_.below(result_.inputs.size())];
    return input.present ? &input : nullptr;
  }

  /// A known content follows a shape that it can have, and is forgotten otherwise.
  void reshape(NodeInput& input, sdk::Shape shape) {
    input.shape = std::move(shape);
    if (!input.constant) return;
    const bool possible = std::all_of(input.shape.begin(), input.shape.end(), [](int64_t extent) {
      return extent >= 0 && extent <= kLargestConstant;
    });
    if (!possible || input.shape.size() > 4 || sdk::element_count(input.shape) > kLargestConstant) {
      input.constant.reset();
      return;
    }
    HostTensor content(input.constant->dtype, input.shape);
    const auto& old = input.constant->bytes;
    for (size_t i = 0; i < content.bytes.size(); ++i) {
      content.bytes[i] = old.empty() ? uint8_t{0} : old[i % old.size()];
    }
    input.constant = std::move(content);
  }

  void change_extent() {
    NodeInput* input = any_input();
    if (input == nullptr || input->shape.empty()) return;
    sdk::Shape shape = input->shape;
    int64_t& extent = shape[choices_.below(shape.size())];
    extent = choices_.coin() && extent < INT64_MAX ? extent + 1 : choices_.pick(kExtents);
    reshape(*input, std::move(shape));
  }

  void change_rank() {
    NodeInput* input = any_input();
    if (input == nullptr) return;
    sdk::Shape shape = input->shape;
    const auto at = static_cast<ptrdiff_t>(choices_.below(shape.size() + 1));
    if (choices_.coin() && at < static_cast<ptrdiff_t>(shape.size())) {
      shape.erase(shape.begin() + at);
    } else if (shape.size() < kMostRank) {
      shape.insert(shape.begin() + at, choices_.pick(kExtents));
    }
    reshape(*input, std::move(shape));
  }

  void change_dtype() {
    NodeInput* input = any_input();
    if (input == nullptr) return;
    input->constant.reset();
    input->dtype = static_cast<uint32_t>(choices_.between(1, MORTISE_DTYPE_INT2));
    if (input->dtype == MORTISE_DTYPE_STRING) input->dtype = MORTISE_DTYPE_BOOL;
  }

  void change_content() {
    NodeInput* input = any_input();
    if (input == nullptr || input->dtype == MORTISE_DTYPE_UNDEFINED) return;
    if (!input->ranked || !sdk::all_known(input->shape)) return;
    if (!input->constant) {
      // Makes the content known that was not.
      input->constant.emplace(input->dtype, sdk::Shape{});
      return reshape(*input, input->shape);
    }
    if (!sdk::dtype_set(sdk::PlainTypes{}).contains(input->dtype)) return;
    HostTensor& content = *input->constant;
    if (content.count() == 0) return;
    const int64_t number = choices_.pick(kNumbers);
    const double real = choices_.pick(kReals);
    const auto at = choices_.below(static_cast<size_t>(content.count()));
    sdk::visit_dtype(sdk::PlainTypes{}, content.dtype, [&](auto tag) {
      using T = typename decltype(tag)::type;
      auto* elements = reinterpret_cast<T*>(content.bytes.data());
      if constexpr (sdk::kIsFloat<T>) {
        elements[at] = T(static_cast<sdk::Compute<T>>(real));
      } else if constexpr (std::is_same_v<T, sdk::bool8>) {
        elements[at] = T(number % 2 != 0);
      } else {
        elements[at] = static_cast<T>(number);
      }
    });
  }

  sdk::Attr random_attribute(const std::string& name, uint32_t kind) {
    switch (kind) {
      case MORTISE_ATTRIBUTE_FLOAT: return {name, choices_.pick(kReals)};
      case MORTISE_ATTRIBUTE_STRING:
        return {name,
                choices_.pick(std::vector<std::string>{"", "linear", "cubic", "reflect", "x"})};
      case MORTISE_ATTRIBUTE_INTS: {
        std::vector<int64_t> values(choices_.below(6));
        for (int64_t& value : values) value = choices_.pick(kNumbers);
        return {name, std::move(values)};
      }
      case MORTISE_ATTRIBUTE_FLOATS: {
        std::vector<double> values(choices_.below(6));
        for (double& value : values) value = choices_.pick(kReals);
        return {name, std::move(values)};
      }
      case MORTISE_ATTRIBUTE_STRINGS:
        return {name, std::vector<std::string>(choices_.below(4), "x")};
      default: return {name, choices_.pick(kNumbers)};
    }
  }

  void set_attribute(const sdk::Attr& attribute) {
    const std::string_view name = sdk::to_view(attribute.abi().name);
    for (sdk::Attr& old : result_.attributes) {
      if (sdk::to_view(old.abi().name) != name) continue;
      old = attribute;
      return;
    }
    result_.attributes.push_back(attribute);
  }

  void change_attribute() {
    if (result_.attributes.empty()) return;
    const size_t index = choices_.below(result_.attributes.size());
    const mortise_attribute_t old = result_.attributes[index].abi();
    const std::string name(sdk::to_view(old.name));
    if (choices_.one_in(4)) {
      result_.attributes.erase(result_.attributes.begin() + static_cast<ptrdiff_t>(index));
    } else if (old.kind == MORTISE_ATTRIBUTE_INTS && old.count > 0 && choices_.coin()) {
      std::vector<int64_t> values(old.ints, old.ints + old.count);
      values[choices_.below(values.size())] = choices_.pick(kNumbers);
      set_attribute({name, std::move(values)});
    } else {
      set_attribute(random_attribute(name, old.kind));
    }
  }

  void add_attribute() {
    if (op_.attribute_count == 0) return;
    const mortise_formal_attribute_t& formal = op_.attributes[choices_.below(op_.attribute_count)];
    if (formal.kind == MORTISE_ATTRIBUTE_TENSOR || formal.kind == MORTISE_ATTRIBUTE_GRAPH) return;
    set_attribute(random_attribute(std::string(sdk::to_view(formal.name)), formal.kind));
  }

  void change_inputs() {
    auto& inputs = result_.inputs;
    const size_t at = choices_.below(inputs.size() + 1);
    if (at == inputs.size()) {
      inputs.push_back({true, MORTISE_DTYPE_FLOAT32, true, {2, 3}, {}});
    } else if (choices_.coin()) {
      inputs[at].present = false;
    } else if (choices_.coin()) {
      std::swap(inputs[at], inputs[choices_.below(inputs.size())]);
    } else {
      inputs.resize(at);
    }
  }

  void change_outputs() { result_.output_count = static_cast<size_t>(choices_.between(1, 5)); }

  void know_otherwise() {
    NodeInput* input = any_input();
    if (input == nullptr) return;
    input->constant.reset();
    if (choices_.one_in(4)) {
      input->ranked = false;
      input->shape.clear();
    } else if (choices_.one_in(4)) {
      input->dtype = MORTISE_DTYPE_UNDEFINED;
    } else if (!input->shape.empty()) {
      input->shape[choices_.below(input->shape.size())] =
          choices_.coin() ? MORTISE_DIM_UNKNOWN : MORTISE_DIM_SYMBOL(0);
    }
  }

  /// Takes an attribute or an input of another use of the operator.
  void cross() {
    const Case& other = choices_.pick(uses_of(op_));
    if (choices_.coin() && !other.attributes.empty()) {
      return set_attribute(choices_.pick(other.attributes));
    }
    if (other.inputs.empty() || result_.inputs.empty()) return;
    const size_t index = choices_.below(std::min(other.inputs.size(), result_.inputs.size()));
    sdk::Random random(choices_.byte());
    const HostTensor content = conform::contents_of(other, random)[index];
    result_.inputs[index] = conform::input_of(other.inputs[index], content);
  }

  const mortise_operator_t& op_;
  Choices& choices_;
  NodeVariant result_;
};

std::string attribute_text(const mortise_attribute_t& attribute) {
  const std::string name(sdk::to_view(attribute.name));
  switch (attribute.kind) {
    case MORTISE_ATTRIBUTE_INT: return sdk::message(name, "=", attribute.int_value);
    case MORTISE_ATTRIBUTE_FLOAT: return sdk::message(name, "=", attribute.float_value);
    case MORTISE_ATTRIBUTE_STRING: return sdk::message(name, "=", attribute.string_value);
    case MORTISE_ATTRIBUTE_INTS:
      return sdk::message(name, "=", sdk::Shape(attribute.ints, attribute.ints + attribute.count));
    default: return name;
  }
}

std::string input_text(const NodeInput& input) {
  if (!input.present) return "absent";
  conform::InferredType type;
  type.dtype = input.dtype;
  type.ranked = input.ranked;
  type.shape = input.shape;
  std::string text = type_text(type);
  if (!input.constant) return text;
  text += " known";
  const auto plain = sdk::dtype_set(sdk::PlainTypes{});
  if (!plain.contains(input.dtype) || input.constant->count() > 16) return text;
  for (const double number : sdk::to_doubles(input.constant->view())) {
    text += sdk::message(" ", number);
  }
  return text;
}

}  // namespace

std::string NodeVariant::text() const {
  std::string text = conform::qualified_name(*op) + "(";
  for (const NodeInput& input : inputs)
    text += (text.back() == '(' ? "" : ", ") + input_text(input);
  text += ")";
  for (const sdk::Attr& attribute : attributes) text += " " + attribute_text(attribute.abi());
  return sdk::message(text, " -> ", output_count, " outputs");
}

NodeVariant make_variant(const conform::Reference& reference, Choices& choices) {
  return Variant(*choices.pick(reference.operators()), choices).make();
}

}  // namespace mortise::fuzz
