// What the attention operators have in common: they come to the standard Attention, with what is added to the scores worked
// out from ONNX Runtime's forms of masks.
#pragma once

#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {

/// What to attend with. Values are MORTISE_NONE where there are none.
struct Scoring {
  int64_t heads = 1;
  int64_t shared_heads = 1;   // of keys and values
  double scale = 0;           // 0: one over the root of the size of a head
  double softcap = 0;         // 0: none
  bool is_causal = false;     // as many keys were before as the past has
  Value bias = MORTISE_NONE;  // added to the scores, or bools
  Value past_key = MORTISE_NONE;
  Value past_value = MORTISE_NONE;
};

/// Queries, keys and values have heads beside each other, [batch, length, heads * size], or apart, [batch, heads, length,
/// size]. Gives the output in the same form and, of `outputs`, the present keys and values (apart) and the scores before the
/// softmax.
std::vector<Value> attend(Builder& b, Value query, Value key, Value value, const Scoring& scoring,
                          size_t outputs = 1);

/// What a mask and a bias add to the scores.
struct MaskInputs {
  size_t mask, bias;
};
struct ScoreShape {
  int64_t batch, length, past, total;  // queries, keys before them, all keys
};

/// For shape rules: the mask is one of [batch], [2 batch], [batch, total] and [batch, length, total], int32.
void check_mask(const Node& node, const MaskInputs& inputs);

/// What a mask hides gets `mask_filter_value` added: where it hides all keys of a query, it hides none. What comes later than
/// a query has no weight at all where the node is `unidirectional`; in scores that are shown it is the lowest number.
void add_masks(const Node& node, Formula& f, const MaskInputs& inputs, const ScoreShape& shape,
               bool shows_scores, Scoring& scoring);

/// [batch, length, heads * size] to [batch, heads, length, size].
inline Value heads_apart(Formula& f, Value x, int64_t heads) {
  return f.transpose(f.reshape(x, {0, 0, heads, -1}), {0, 2, 1, 3});
}
/// And back.
inline Value heads_together(Formula& f, Value x) {
  return f.reshape(f.transpose(x, {0, 2, 1, 3}), {0, 0, -1});
}

/// 0, 1, …
inline std::vector<int64_t> counted(int64_t count) {
  std::vector<int64_t> numbers(static_cast<size_t>(count));
  for (size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<int64_t>(i);
  return numbers;
}

/// The sum of extents; unknown where one is.
inline int64_t sum_of_extents(int64_t left, int64_t right) {
  if (left == 0 || right == 0) return left + right;
  return left < 0 || right < 0 ? int64_t{MORTISE_DIM_UNKNOWN} : left + right;
}

}  // namespace mortise::contrib
