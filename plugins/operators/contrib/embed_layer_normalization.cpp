#include "plugins/operators/contrib/layer_norm.hpp"

namespace mortise::contrib {
namespace {

enum Input : size_t {
  kIds,
  kSegmentIds,
  kWords,
  kPositions,
  kSegments,
  kGamma,
  kBeta,
  kMask,
  kPositionIds
};
enum Output : size_t { kY, kMaskIndex, kSum };

void check_table(const Node& node, size_t input, int64_t width) {
  if (!node.has_input(input)) return;
  node.check_same_dtype(kWords, input);
  node.check_rank(input, input == kGamma || input == kBeta ? 1 : 2);
  if (node.ranked(input)) unify_extents(node.shape(input).back(), width);
}

void infer(const Node& node, Inference& out) {
  for (const size_t input : {kIds, kSegmentIds, kMask, kPositionIds}) {
    if (!node.has_input(input)) continue;
    node.check_dtype(input, dtype_set(TypeList<int32_t>{}));
    node.check_rank(input, 2);
  }
  node.check_dtype(kWords, kFloats);
  node.check_rank(kWords, 2);
  if (node.has_input(kSegmentIds) != node.has_input(kSegments))
    invalid("segment_ids and segment_embedding go together");
  const bool ranked = node.ranked(kIds);
  const int64_t batch = ranked ? node.shape(kIds)[0] : int64_t{MORTISE_DIM_UNKNOWN};
  const int64_t length = ranked ? node.shape(kIds)[1] : int64_t{MORTISE_DIM_UNKNOWN};
  const int64_t width = node.ranked(kWords) ? node.shape(kWords)[1] : int64_t{MORTISE_DIM_UNKNOWN};
  for (const size_t input : {kPositions, kSegments, kGamma, kBeta}) check_table(node, input, width);
  if (!node.has_input(kPositionIds) && node.ranked(kPositions)) {
    const int64_t positions = node.shape(kPositions)[0];
    if (length >= 0 && positions >= 0 && positions < length)
      invalid("input_ids has ", length, " positions, and position_embedding ", positions);
  }
  const Shape shape = {batch, length, width};
  out.set(kY, node.dtype(kWords), shape);
  if (node.wants_output(kMaskIndex)) out.set(kMaskIndex, MORTISE_DTYPE_INT32, {&batch, 1});
  if (node.wants_output(kSum)) out.set(kSum, node.dtype(kWords), shape);
}

// How many tokens of each item are no padding; 0 where that is not said.
Value mask_index(const Node& node, Builder& b) {
  Formula f(b, MORTISE_DTYPE_INT32);
  if (node.has_input(kMask))
    return b.node("ReduceSum", {node.input_id(kMask), b.ints({1})}, {{"keepdims", 0}});
  return b.node("Expand", {f.number(0), b.ints({node.shape(kIds)[0]})});
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, node.dtype(kWords));
  const auto looked_up = [&](size_t table, size_t ids) {
    return b.node("Gather", {node.input_id(table), node.input_id(ids)});
  };
  const Value positions = node.has_input(kPositionIds)
                              ? looked_up(kPositions, kPositionIds)
                              : f.slice(node.input_id(kPositions), 0, 0, node.shape(kIds)[1]);
  Value sum = f.add(looked_up(kWords, kIds), positions);
  if (node.has_input(kSegments)) sum = f.add(sum, looked_up(kSegments, kSegmentIds));
  const Value y = b.node("LayerNormalization", {sum, node.input_id(kGamma), node.input_id(kBeta)},
                         {{"axis", -1}, {"epsilon", node.attr_float("epsilon", kSkipEpsilon)}});
  return {y, node.wants_output(kMaskIndex) ? mask_index(node, b) : Value{MORTISE_NONE}, sum};
}

}  // namespace

MORTISE_OPERATOR(EmbedLayerNormalization, 1) {
  op.summary("Layer normalisation of the sum of word, position and segment embeddings")
      .input("input_ids")
      .optional_input("segment_ids")
      .input("word_embedding")
      .input("position_embedding")
      .optional_input("segment_embedding")
      .input("gamma")
      .input("beta")
      .optional_input("mask")
      .optional_input("position_ids")
      .output("output")
      .optional_output("mask_index")
      .optional_output("embedding_sum")
      .attribute("epsilon", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("mask_index_type", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
