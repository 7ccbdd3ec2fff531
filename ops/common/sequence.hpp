// Sequences and optionals: their types, and what structural rules do with their items.
#pragma once

#include "ops/common/operator.hpp"

namespace mortise::ops {

/// Nothing is known of the input's type: what gave it is not compiled yet.
inline bool is_unknown(const mortise_type_t& type) {
  return type.kind == MORTISE_VALUE_TENSOR && type.dtype == MORTISE_DTYPE_UNDEFINED &&
         type.rank < 0;
}

inline bool is_tensor(const Node& node, size_t input) {
  return node.type(input).kind == MORTISE_VALUE_TENSOR;
}

/// Throws unless the input is of that kind, or nothing is known of it.
void check_kind(const Node& node, size_t input, uint32_t kind);

/// The dtype of a sequence's elements; MORTISE_DTYPE_UNDEFINED when not known.
uint32_t element_dtype(const mortise_type_t& sequence);

/// The type of a sequence of tensors of a dtype, of whatever shapes.
class SequenceType {
 public:
  explicit SequenceType(uint32_t dtype)
      : element_(unranked_type(dtype)), type_(pack_type(MORTISE_VALUE_SEQUENCE, &element_)) {}
  SequenceType(const SequenceType&) = delete;
  SequenceType& operator=(const SequenceType&) = delete;
  const mortise_type_t& abi() const { return type_; }

 private:
  mortise_type_t element_, type_;
};

/// Says that an output has the type of a sequence's elements.
void infer_element(const Node& node, size_t input, Inference& out, size_t output);

/// The content of a scalar input that says a position, between -count and `last`; from the end when it is negative.
/// Nothing when it is not known yet, which the rule then says, too.
std::optional<size_t> position_of(Structure& s, size_t input, size_t count, int64_t last);

/// Throws when a sequence would have more elements than one can.
void check_length(int64_t length);

Value bool_constant(Builder& b, bool value);

}  // namespace mortise::ops
