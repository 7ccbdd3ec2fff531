#include "tests/integration/support/gradient_samples.hpp"

namespace mortise::tests {
namespace {

using Ints = std::vector<int64_t>;

std::string contrib(const char* op) { return std::string("com.microsoft::") + op; }

void add_products(std::vector<GradientSample>& all) {
  for (const char* op : {"ComplexMul", "ComplexMulConj"})
    all.push_back({contrib(op), {wanted({2, 3, 2}), wanted({3, 2})}});
  all.push_back({contrib("FusedConv"),
                 {wanted({1, 2, 4, 3}), wanted({2, 2, 2, 2}), wanted({2}), wanted({1, 2, 3, 2})},
                 {{"activation", "Tanh"}}});
  all.push_back({contrib("FusedGemm"),
                 {wanted({2, 3}), wanted({4, 3}), wanted({4})},
                 {{"activation", "LeakyRelu"}, {"activation_alpha", 0.3}, {"transB", 1}}});
  for (const char* op : {"FusedMatMul", "TransposeMatMul"})
    all.push_back(
        {contrib(op), {wanted({2, 3, 4}), wanted({2, 3, 2})}, {{"transA", 1}, {"alpha", 0.7}}});
  all.push_back({contrib("Inverse"), {given({2, 0.3, -0.4, 1.5, 1, 0.2, 0.7, -2}, {2, 2, 2})}});
}

void add_moves(std::vector<GradientSample>& all) {
  all.push_back({contrib("ExpandDims"), {wanted({2, 3}), whole({1}, {}, MORTISE_DTYPE_INT32)}});
  all.push_back({contrib("GatherND"), {wanted({2, 3}), whole({1, 0}, {2, 1})}});
  all.push_back({contrib("Pad"), {wanted({2, 3}), whole({1, 0, 0, 2}), wanted({1})}});
  all.push_back({contrib("Trilu"), {wanted({3, 3})}, {{"upper", 0}}});
  all.push_back({contrib("Unique"), {given({2, 1, 3}, {3})}, {}, 3, {0}});
  all.push_back({contrib("Range"), {given({0.3}, {}), fixed({}, 2.5, 2.6), given({0.45}, {})}});
  for (const char* op : {"Rfft", "Irfft"}) all.push_back({contrib(op), {wanted({2, 4, 2})}});
  all.push_back({contrib("GridSample"), {wanted({1, 2, 3, 4}), wanted({1, 2, 3, 2}, -1.3, 1.3)}});
}

void add_layers(std::vector<GradientSample>& all) {
  all.push_back({contrib("BiasGelu"), {wanted({2, 3}), wanted({3})}});
  all.push_back({contrib("FastGelu"), {wanted({2, 3}), wanted({3})}});
  all.push_back({contrib("Gelu"), {wanted({2, 3})}});
  all.push_back({contrib("QuickGelu"), {wanted({2, 3})}, {{"alpha", 1.3}}});
  all.push_back({"SimplifiedLayerNormalization", {wanted({2, 3, 4}), wanted({4})}});
  all.push_back({contrib("SkipLayerNormalization"),
                 {wanted({2, 3, 4}), wanted({2, 3, 4}), wanted({4}), wanted({4}), wanted({4})}});
  all.push_back({contrib("SkipSimplifiedLayerNormalization"),
                 {wanted({2, 3, 4}), wanted({2, 3, 4}), wanted({4}), wanted({4})},
                 {},
                 4,
                 {0, 3}});
  all.back().output_count = 4;
  all.push_back({contrib("EmbedLayerNormalization"),
                 {whole({1, 0, 2, 1}, {2, 2}, MORTISE_DTYPE_INT32),
                  whole({0, 1, 1, 0}, {2, 2}, MORTISE_DTYPE_INT32), wanted({3, 4}), wanted({2, 4}),
                  wanted({2, 4}), wanted({4}), wanted({4})},
                 {},
                 2,
                 {0}});
}

void add_attention(std::vector<GradientSample>& all) {
  all.push_back({contrib("Attention"),
                 {wanted({2, 3, 4}), wanted({4, 12}), wanted({12})},
                 {{"num_heads", 2}, {"unidirectional", 1}}});
  all.push_back({contrib("MultiHeadAttention"),
                 {wanted({2, 3, 4}), wanted({2, 2, 4}), wanted({2, 2, 4}), wanted({12})},
                 {{"num_heads", 2}}});
  all.push_back({contrib("GroupQueryAttention"),
                 {wanted({1, 3, 8}), wanted({1, 3, 4}), wanted({1, 3, 4}), absent(), absent(),
                  whole({2}, {1}, MORTISE_DTYPE_INT32), whole({3}, {}, MORTISE_DTYPE_INT32)},
                 {{"num_heads", 4}, {"kv_num_heads", 2}},
                 3,
                 {0}});
  all.push_back({contrib("RotaryEmbedding"),
                 {wanted({1, 2, 3, 4}), whole({0}, {1}), wanted({4, 2}), wanted({4, 2})}});
}

}  // namespace

std::vector<GradientSample> contrib_gradient_samples() {
  std::vector<GradientSample> all;
  add_products(all);
  add_moves(all);
  add_layers(all);
  add_attention(all);
  return all;
}

}  // namespace mortise::tests
