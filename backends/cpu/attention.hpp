// The private operator Attention: softmax(Q K^T scale, masked) V of many heads, each operand read and the result written
// where it lies.
//
// Inputs: Q, K, V, then the optional bias (float32) and condition (bool).
#pragma once

#include <mortise/sdk/graph.hpp>

#include <optional>

namespace mortise::cpu {

/// Where the matrices of heads lie in a tensor: offset and strides in elements. Head h has those of matrix h / repeat.
struct HeadsView {
  int64_t offset = 0, batch = 0, head = 0, row = 0, column = 0;
  int64_t repeat = 1;
};

enum AttentionInput : size_t {
  kAttentionQuery,
  kAttentionKey,
  kAttentionValue,
  kAttentionBias,
  kAttentionCondition,
};

struct AttentionForm {
  int64_t batch = 1, heads = 1, queries = 1, keys = 1, size = 1, value_size = 1;
  HeadsView query, key, value, result;  // rows of keys and values are keys
  HeadsView bias, condition;            // rows are queries, columns are keys
  float scale = 1;
  /// The score of what the condition, or the order of keys, hides.
  float fill = 0;
  /// The condition is true where a score is hidden, not where it is seen.
  bool hides_where_true = false;
  /// The bias is added to hidden scores too.
  bool bias_last = false;
  /// Query i sees keys up to i + *causal.
  std::optional<int64_t> causal;
};

void append_attention(sdk::Attrs& attributes, const AttentionForm& form);
/// Throws unless every view stays inside the tensor that it is of.
AttentionForm read_attention(const sdk::Node& node);

}  // namespace mortise::cpu
