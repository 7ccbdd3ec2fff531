#include "ops/common/training.hpp"

namespace mortise::ops {
namespace {

// v = alpha v + beta (g + c x), x = x - r v; Nesterov's: x = x - r (g + c x + alpha v)
struct MomentumRule {
  static constexpr size_t kStates = 1;

  explicit MomentumRule(const Node& node)
      : alpha(node.attr_float("alpha")),
        beta(node.attr_float("beta")),
        norm(node.attr_float("norm_coefficient", 0)) {
    const std::string_view mode = node.attr_string("mode", "standard");
    if (mode != "standard" && mode != "nesterov")
      invalid("attribute mode is ", mode, "; it must be standard or nesterov");
    nesterov = mode == "nesterov";
  }
  void advance(Element<1>& x, double rate, int64_t updates) const {
    const double gradient = norm * x.value + x.gradient;
    const double momentum = alpha * x.states[0] + (updates > 0 ? beta : 1) * gradient;
    x.value -= rate * (nesterov ? gradient + alpha * momentum : momentum);
    x.states[0] = momentum;
  }

  double alpha, beta, norm;
  bool nesterov = false;
};

}  // namespace

MORTISE_OPERATOR(Momentum, 1) {
  define_update<MomentumRule>(op, "Gradient descent with momentum")
      .required_attribute("alpha", MORTISE_ATTRIBUTE_FLOAT)
      .required_attribute("beta", MORTISE_ATTRIBUTE_FLOAT)
      .required_attribute("mode", MORTISE_ATTRIBUTE_STRING);
}

}  // namespace mortise::ops
