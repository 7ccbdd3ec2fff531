#include "core/graph/literal.hpp"

#include <charconv>
#include <cmath>
#include <complex>
#include <cstring>
#include <unordered_map>

#include "core/base/dtype.hpp"
#include "core/base/text.hpp"

namespace mortise::graph {
namespace {

template <class T>
std::string shortest(T number) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  return {buffer, end};
}

template <class T>
std::string float_text(T number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number < 0 ? "-inf" : "inf";
  return shortest(number);
}

// Elements need not be aligned: they may lie in a file.
template <class T>
T element(const Constant& tensor, size_t index) {
  T value;
  std::memcpy(&value, static_cast<const unsigned char*>(tensor.view().data) + index * sizeof(T),
              sizeof(T));
  return value;
}

template <class T>
std::string complex_text(const Constant& tensor, size_t index) {
  const auto value = element<std::complex<T>>(tensor, index);
  return concat({"(", float_text(value.real()), ", ", float_text(value.imag()), ")"});
}

std::string exact_text(const Constant& tensor, size_t index) {
  switch (tensor.view().dtype) {
    case MORTISE_DTYPE_INT64: return shortest(element<int64_t>(tensor, index));
    case MORTISE_DTYPE_UINT64: return shortest(element<uint64_t>(tensor, index));
    case MORTISE_DTYPE_INT32: return shortest(element<int32_t>(tensor, index));
    case MORTISE_DTYPE_UINT32: return shortest(element<uint32_t>(tensor, index));
    case MORTISE_DTYPE_FLOAT64: return float_text(element<double>(tensor, index));
    case MORTISE_DTYPE_COMPLEX64: return complex_text<float>(tensor, index);
    case MORTISE_DTYPE_COMPLEX128: return complex_text<double>(tensor, index);
    case MORTISE_DTYPE_STRING: return quote(to_view(element<mortise_string_t>(tensor, index)));
    default: return {};
  }
}

uint64_t mix(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
  return hash ^ hash >> 32;
}

uint64_t hash_bytes(uint64_t hash, const void* data, uint64_t size) {
  const auto* bytes = static_cast<const unsigned char*>(data);
  hash = mix(hash, size);
  for (; size >= 8; size -= 8, bytes += 8) {
    uint64_t word;
    std::memcpy(&word, bytes, 8);
    hash = mix(hash, word);
  }
  uint64_t word = 0;
  if (size != 0) std::memcpy(&word, bytes, size);
  return mix(hash, word);
}

std::string hex(uint64_t number) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text(16, '0');
  for (size_t i = 16; i-- > 0; number >>= 4) text[i] = digits[number & 15];
  return text;
}

template <class T, class ToText>
std::string list_text(const std::vector<T>& items, ToText to_text) {
  std::string text = "[";
  for (const T& item : items) {
    if (text.size() > 1) text += ", ";
    text += to_text(item);
  }
  return text + "]";
}

}  // namespace

std::string quote(std::string_view text) {
  constexpr char digits[] = "0123456789abcdef";
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (c == '\n') {
      quoted += "\\n";
    } else if (c == '\t') {
      quoted += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      quoted += "\\u00";
      quoted += digits[byte >> 4];
      quoted += digits[byte & 15];
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

std::string number_text(double number) { return float_text(number); }

std::vector<std::string> element_texts(const Constant& tensor, size_t limit) {
  std::vector<std::string> texts;
  const mortise_dtype_info_t* info = find_dtype(tensor.view().dtype);
  if (info == nullptr || info->dtype_class == MORTISE_DTYPE_CLASS_BLOCK) return texts;
  const auto count = static_cast<size_t>(std::min<uint64_t>(limit, tensor.element_count()));
  texts.reserve(count);
  if (count != 0 && exact_text(tensor, 0).empty()) {
    std::vector<float> numbers(count);
    info->to_float32(tensor.view().data, numbers.data(), count);
    for (const float number : numbers) texts.push_back(float_text(number));
    return texts;
  }
  for (size_t i = 0; i < count; ++i) texts.push_back(exact_text(tensor, i));
  return texts;
}

uint64_t content_hash(const Constant& tensor) {
  const mortise_tensor_view_t& view = tensor.view();
  if (view.dtype != MORTISE_DTYPE_STRING) return hash_bytes(0, view.data, view.byte_size);
  uint64_t hash = 0;
  for (size_t i = 0; i < tensor.element_count(); ++i) {
    const auto text = element<mortise_string_t>(tensor, i);
    hash = hash_bytes(hash, text.data, text.size);
  }
  return hash;
}

std::string tensor_text(const Constant& tensor, size_t limit) {
  std::string text = "[";
  for (const std::string& element : element_texts(tensor, limit)) {
    if (text.size() > 1) text += ", ";
    text += element;
  }
  const mortise_dtype_info_t* info = find_dtype(tensor.view().dtype);
  const bool opaque = info == nullptr || info->dtype_class == MORTISE_DTYPE_CLASS_BLOCK;
  if (opaque || tensor.element_count() > limit) {
    text += concat({text.size() > 1 ? ", … " : "", std::to_string(tensor.element_count()),
                    " elements, hash ", hex(content_hash(tensor))});
  }
  return text + "]";
}

std::string attribute_text(const Attribute& attribute, size_t tensor_limit) {
  switch (attribute.kind) {
    case MORTISE_ATTRIBUTE_INT: return std::to_string(attribute.int_value);
    case MORTISE_ATTRIBUTE_FLOAT: return number_text(attribute.float_value);
    case MORTISE_ATTRIBUTE_STRING: return quote(attribute.string_value);
    case MORTISE_ATTRIBUTE_TENSOR:
      return attribute.tensor->type().to_string() + " " +
             tensor_text(*attribute.tensor, tensor_limit);
    case MORTISE_ATTRIBUTE_INTS:
      return list_text(attribute.ints, [](int64_t number) { return std::to_string(number); });
    case MORTISE_ATTRIBUTE_FLOATS: return list_text(attribute.floats, number_text);
    case MORTISE_ATTRIBUTE_STRINGS: return list_text(attribute.strings, quote);
    default: return {};
  }
}

std::string operator_text(const Node& node) {
  std::string text = qualified_name(node.domain, node.op);
  if (node.version != 0) text += "@" + std::to_string(node.version);
  return text;
}

ValueNames::ValueNames(const Graph& graph) : names_(graph.value_limit()) {
  std::unordered_map<std::string_view, uint32_t> counts;
  for (ValueId id = 0; id < graph.value_limit(); ++id) {
    if (const Value* value = graph.value(id)) ++counts[value->name];
  }
  for (ValueId id = 0; id < graph.value_limit(); ++id) {
    const Value* value = graph.value(id);
    if (value == nullptr) continue;
    names_[id] = value->name;
    if (value->name.empty() || counts[value->name] > 1) names_[id] += "#" + std::to_string(id);
  }
}

}  // namespace mortise::graph
