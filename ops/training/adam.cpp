#include "ops/common/training.hpp"

namespace mortise::ops {
namespace {

// Kingma and Ba: Adam (2015).
struct AdamRule {
  static constexpr size_t kStates = 2;

  explicit AdamRule(const Node& node)
      : alpha(node.attr_float("alpha", 0.9)),
        beta(node.attr_float("beta", 0.999)),
        epsilon(node.attr_float("epsilon", 1e-6)),
        norm(node.attr_float("norm_coefficient", 0)),
        norm_post(node.attr_float("norm_coefficient_post", 0)) {}
  void advance(Element<2>& x, double rate, int64_t updates) const {
    const double gradient = norm * x.value + x.gradient;
    x.states[0] = alpha * x.states[0] + (1 - alpha) * gradient;
    x.states[1] = beta * x.states[1] + (1 - beta) * gradient * gradient;
    const auto count = static_cast<double>(updates);
    const double adjusted =
        updates > 0 ? rate * std::sqrt(1 - std::pow(beta, count)) / (1 - std::pow(alpha, count))
                    : rate;
    x.value -= adjusted * x.states[0] / (std::sqrt(x.states[1]) + epsilon);
    x.value *= 1 - norm_post;
  }

  double alpha, beta, epsilon, norm, norm_post;
};

}  // namespace

MORTISE_OPERATOR(Adam, 1) {
  define_update<AdamRule>(op, "Gradient descent by averages of gradients and of their squares")
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("beta", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("epsilon", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("norm_coefficient_post", MORTISE_ATTRIBUTE_FLOAT);
}

}  // namespace mortise::ops
