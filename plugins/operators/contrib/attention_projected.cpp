#include "plugins/operators/contrib/attention.hpp"

namespace mortise::contrib {
namespace {

// The columns of queries, keys and values; unknown where those of the weights are.
std::vector<int64_t> column_counts(const Node& node, size_t weights) {
  const int64_t all = node.ranked(weights) ? node.shape(weights)[1] : int64_t{MORTISE_DIM_UNKNOWN};
  auto listed = node.attr_ints("qkv_hidden_sizes").value_or(std::vector<int64_t>());
  if (listed.empty()) {
    if (all >= 0 && all % 3 != 0)
      invalid("the weights have ", all, " columns for queries, keys and values of equal sizes");
    return std::vector<int64_t>(3, all < 0 ? int64_t{MORTISE_DIM_UNKNOWN} : all / 3);
  }
  if (listed.size() != 3 || listed[0] != listed[1])
    invalid("attribute qkv_hidden_sizes is ", ShapeView(listed),
            "; it must be three numbers, of which the first two are equal");
  for (const int64_t count : listed)
    if (count < 1) invalid("attribute qkv_hidden_sizes is ", ShapeView(listed));
  unify_extents(all, listed[0] + listed[1] + listed[2]);
  return listed;
}

int64_t head_size(int64_t columns, int64_t heads) {
  if (columns < 0) return MORTISE_DIM_UNKNOWN;
  if (columns % heads != 0)
    invalid("attribute num_heads is ", heads, ", which does not divide ", columns, " columns");
  return columns / heads;
}

int64_t head_count(const Node& node) {
  const int64_t heads = node.attr_int("num_heads");
  if (heads < 1) invalid("attribute num_heads is ", heads);
  return heads;
}

}  // namespace

void infer_attention(const Node& node, Inference& out, const AttentionInputs& inputs,
                     uint32_t dtype) {
  check_mask(node, inputs.masks);
  for (const char* flag : {"do_rotary", "past_present_share_buffer"})
    if (node.attr_bool(flag, false)) unsupported("attribute ", flag);
  node.check_rank(0, 3);
  node.check_rank(inputs.weights, 2);
  const int64_t heads = head_count(node);
  const std::vector<int64_t> columns = column_counts(node, inputs.weights);
  const int64_t size = head_size(columns[0], heads);
  const int64_t value_size = head_size(columns[2], heads);
  int64_t batch = MORTISE_DIM_UNKNOWN, length = MORTISE_DIM_UNKNOWN, past = 0;
  if (node.ranked(0)) {
    batch = node.shape(0)[0], length = node.shape(0)[1];
    if (node.ranked(inputs.weights)) unify_extents(node.shape(0)[2], node.shape(inputs.weights)[0]);
  }
  if (node.has_input(inputs.projection_bias) && node.ranked(inputs.projection_bias)) {
    node.check_rank(inputs.projection_bias, 1);
    if (columns[0] >= 0)
      unify_extents(node.shape(inputs.projection_bias)[0], 2 * columns[0] + columns[2]);
  }
  if (node.has_input(inputs.past)) {
    node.check_rank(inputs.past, 5);
    past = node.ranked(inputs.past) ? node.shape(inputs.past)[3] : int64_t{MORTISE_DIM_UNKNOWN};
    unify_extents(size, value_size);
  }
  out.set(0, dtype, Shape{batch, length, columns[2]});
  if (node.wants_output(1))
    out.set(1, dtype, Shape{2, batch, heads, sum_of_extents(past, length), size});
}

std::vector<Value> attend_projected(const Node& node, Builder& b, const AttentionInputs& inputs,
                                    Value projected, uint32_t dtype) {
  Formula f(b, dtype);
  const ShapeView x = node.shape(0);
  const auto parts = f.split(projected, 2, column_counts(node, inputs.weights));
  const int64_t past = node.has_input(inputs.past) ? node.shape(inputs.past)[3] : 0;
  Scoring scoring;
  scoring.heads = scoring.shared_heads = head_count(node);
  scoring.scale = node.attr_float("scale", 0);
  add_masks(node, f, inputs.masks, {x[0], x[1], past, past + x[1]}, false, scoring);
  if (node.has_input(inputs.past)) {
    const auto both = f.split(node.input_id(inputs.past), 0, {1, 1});
    scoring.past_key = f.squeeze(both[0], {0});
    scoring.past_value = f.squeeze(both[1], {0});
  }
  if (!node.wants_output(1)) return attend(b, parts[0], parts[1], parts[2], scoring);
  const auto y = attend(b, parts[0], parts[1], parts[2], scoring, 3);
  return {y[0], f.concat({f.unsqueeze(y[1], {0}), f.unsqueeze(y[2], {0})}, 0)};
}

}  // namespace mortise::contrib
