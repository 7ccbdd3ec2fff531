#include "plugins/operators/contrib/layer_norm.hpp"

namespace mortise::contrib {
namespace {

enum Input : size_t { kX, kSkip, kGamma, kBeta, kBias };

std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, node.dtype(kX));
  const Value sum =
      f.add_optional(f.add(node.input_id(kX), node.input_id(kSkip)), node.input_id(kBias));
  const auto y = b.nodes("LayerNormalization", {sum, node.input_id(kGamma), node.input_id(kBeta)},
                         3, {{"axis", -1}, {"epsilon", node.attr_float("epsilon", kSkipEpsilon)}});
  return {y[0], y[1], y[2], sum};
}

}  // namespace

MORTISE_OPERATOR(SkipLayerNormalization, 1) {
  define_skip_norm(op, "Layer normalisation of the sum with a residual and a bias",
                   {"beta", "bias"})
      .decompose(&decompose);
}

}  // namespace mortise::contrib
