#include "ops/common/sequence.hpp"

namespace mortise::ops {
namespace {

constexpr int64_t kMostElements = 65536;

const char* kind_name(uint32_t kind) {
  return kind == MORTISE_VALUE_TENSOR     ? "a tensor"
         : kind == MORTISE_VALUE_SEQUENCE ? "a sequence"
                                          : "an optional";
}

}  // namespace

void check_kind(const Node& node, size_t input, uint32_t kind) {
  const mortise_type_t& type = node.type(input);
  if (type.kind == kind || is_unknown(type)) return;
  invalid("input ", input, " is ", kind_name(type.kind), "; it must be ", kind_name(kind));
}

uint32_t element_dtype(const mortise_type_t& sequence) {
  return sequence.element == nullptr ? uint32_t{MORTISE_DTYPE_UNDEFINED} : sequence.element->dtype;
}

void infer_element(const Node& node, size_t input, Inference& out, size_t output) {
  const mortise_type_t* element = node.type(input).element;
  if (element == nullptr) {
    out.set_unranked(output, MORTISE_DTYPE_UNDEFINED);
  } else {
    out.set(output, *element);
  }
}

std::optional<size_t> position_of(Structure& s, size_t input, size_t count, int64_t last) {
  check_kind(s.node, input, MORTISE_VALUE_TENSOR);
  s.node.check_scalar(input, dtype_set(TypeList<int32_t, int64_t>{}));
  const auto content = s.node.constant_ints(input);
  if (!content) {
    s.need_value(input);
    return std::nullopt;
  }
  if (content->size() != 1) invalid("input ", input, " must have one element");
  const int64_t position = (*content)[0];
  const auto length = static_cast<int64_t>(count);
  if (position < -length || position > last) {
    invalid("position ", position, " is out of range for a sequence of ", count, " elements");
  }
  return static_cast<size_t>(position < 0 ? position + length : position);
}

void check_length(int64_t length) {
  if (length > kMostElements) {
    unsupported("the sequence would have ", length, " elements; at most ", kMostElements,
                " are supported");
  }
}

Value bool_constant(Builder& b, bool value) {
  const bool8 element(value);
  return b.constant(host_view(MORTISE_DTYPE_BOOL, {}, &element));
}

}  // namespace mortise::ops
