#include "plugins/operators/contrib/layer_norm.hpp"

namespace mortise::contrib {
namespace {

enum Input : size_t { kX, kSkip, kGamma, kBias };

std::vector<Value> decompose(const Node& node, Builder& b) {
  const uint32_t dtype = node.dtype(kX);
  Formula f(b, dtype), statistics(b, statistics_dtype(dtype));
  const int64_t rank = node.rank(kX);
  const double epsilon = node.attr_float("epsilon", kSkipEpsilon);
  const Value sum =
      f.add_optional(f.add(node.input_id(kX), node.input_id(kSkip)), node.input_id(kBias));
  const Value y = b.node("RMSNormalization", {sum, node.input_id(kGamma)},
                         {{"axis", -1}, {"epsilon", epsilon}});
  const Value mean = b.node("ReduceMean", {statistics.cast(sum), b.ints({-1})});
  return {y, mean, inverse_root_mean_square(b, sum, dtype, rank - 1, rank, epsilon), sum};
}

}  // namespace

MORTISE_OPERATOR(SkipSimplifiedLayerNormalization, 1) {
  define_skip_norm(op, "Root-mean-square normalisation of the sum with a residual and a bias",
                   {"bias"})
      .decompose(&decompose);
}

}  // namespace mortise::contrib
