// Forwarding rules that operators share: which input an output is the same as.
#pragma once

#include "ops/common/operator.hpp"

namespace mortise::ops {

/// Whether the output has the type of the input for all that the unknown extents may turn out to be.
bool has_type_of(const Node& node, size_t output, size_t input);

/// Of operators that move elements only where they change the shape: input 0, when the shape stays.
std::optional<uint32_t> forward_same_shape(const Node& node, size_t output);
/// Of operators of any number of inputs that do nothing to a single one.
std::optional<uint32_t> forward_single(const Node& node, size_t output);
/// Of operators of two inputs of which `neutral` changes nothing: the left input, when the right one is nothing but that.
/// The sign of a zero counts: x - 0 is x, but x + 0 is not where x is -0.
std::optional<uint32_t> forward_left(const Node& node, double neutral);
/// The left or the right input, when the other one is nothing but `neutral`.
std::optional<uint32_t> forward_either(const Node& node, double neutral);

/// Whether the input is a constant of nothing but `number`.
bool is_all(const Node& node, size_t input, double number);

}  // namespace mortise::ops
