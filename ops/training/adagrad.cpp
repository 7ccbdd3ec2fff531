#include "ops/common/training.hpp"

namespace mortise::ops {
namespace {

// Duchi, Hazan, Singer: Adaptive subgradient methods (2011).
struct AdagradRule {
  static constexpr size_t kStates = 1;

  explicit AdagradRule(const Node& node)
      : decay(node.attr_float("decay_factor", 0)),
        epsilon(node.attr_float("epsilon", 1e-6)),
        norm(node.attr_float("norm_coefficient", 0)) {}
  void advance(Element<1>& x, double rate, int64_t updates) const {
    const double gradient = norm * x.value + x.gradient;
    x.states[0] += gradient * gradient;
    const double slowed = rate / (1 + static_cast<double>(updates) * decay);
    x.value -= slowed * gradient / (std::sqrt(x.states[0]) + epsilon);
  }

  double decay, epsilon, norm;
};

}  // namespace

MORTISE_OPERATOR(Adagrad, 1) {
  define_update<AdagradRule>(
      op, "Gradient descent whose steps shrink with the squares of past gradients")
      .attribute("decay_factor", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("epsilon", MORTISE_ATTRIBUTE_FLOAT);
}

}  // namespace mortise::ops
