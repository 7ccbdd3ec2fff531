// What Attention and its quantised form share: heads of a projection, a mask, and keys and values of before in one tensor.
#pragma once

#include "plugins/operators/contrib/scores.hpp"

namespace mortise::contrib {

/// Where a node has what they share; an input that it never has is beyond the last.
struct AttentionInputs {
  size_t weights, projection_bias, past;
  MaskInputs masks;
};

/// [batch, length, columns] in input 0 is projected by [columns, sizes of queries, keys and values].
void infer_attention(const Node& node, Inference& out, const AttentionInputs& inputs,
                     uint32_t dtype);

/// The outputs from the projected queries, keys and values, [batch, length, all of their sizes], of `dtype`.
std::vector<Value> attend_projected(const Node& node, Builder& b, const AttentionInputs& inputs,
                                    Value projected, uint32_t dtype);

}  // namespace mortise::contrib
