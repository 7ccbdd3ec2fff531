#include "ops/common/recurrent.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace mortise::ops {
namespace {

using In = RecurrentInputs;

struct Known {
  std::string_view name;
  double (*function)(double x, double alpha, double beta);
  Term (*formula)(const Term& x, double alpha, double beta);
  bool has_alpha, has_beta;
  double alpha, beta;  // unless given; NaN: they must be
};

constexpr Known kKnown[] = {
    {"affine", [](double x, double a, double b) { return a * x + b; },
     [](const Term& x, double a, double b) { return a * x + b; }, true, true, NAN, NAN},
    {"elu", [](double x, double a, double) { return x < 0 ? a * std::expm1(x) : x; },
     [](const Term& x, double a, double) {
       return x.apply("Elu", {}, {{"alpha", a}});
     },
     true, false, 1, 0},
    {"hardsigmoid", [](double x, double a, double b) { return std::clamp(a * x + b, 0.0, 1.0); },
     [](const Term& x, double a, double b) {
       return x.apply("HardSigmoid", {}, {{"alpha", a}, {"beta", b}});
     },
     true, true, 0.2, 0.5},
    {"leakyrelu", [](double x, double a, double) { return x < 0 ? a * x : x; },
     [](const Term& x, double a, double) {
       return x.apply("LeakyRelu", {}, {{"alpha", a}});
     },
     true, false, 0.01, 0},
    {"relu", [](double x, double, double) { return x < 0 ? 0 : x; },
     [](const Term& x, double, double) { return x.apply("Relu"); }, false, false, 0, 0},
    {"scaledtanh", [](double x, double a, double b) { return a * std::tanh(b * x); },
     [](const Term& x, double a, double b) { return a * (b * x).apply("Tanh"); }, true, true, NAN,
     NAN},
    {"sigmoid", [](double x, double, double) { return 1 / (1 + std::exp(-x)); },
     [](const Term& x, double, double) { return x.apply("Sigmoid"); }, false, false, 0, 0},
    {"softplus",
     [](double x, double, double) {
       return std::max(x, 0.0) + std::log1p(std::exp(-std::fabs(x)));
     },
     [](const Term& x, double, double) { return x.apply("Softplus"); }, false, false, 0, 0},
    {"softsign", [](double x, double, double) { return x / (1 + std::fabs(x)); },
     [](const Term& x, double, double) { return x.apply("Softsign"); }, false, false, 0, 0},
    {"tanh", [](double x, double, double) { return std::tanh(x); },
     [](const Term& x, double, double) { return x.apply("Tanh"); }, false, false, 0, 0},
    {"thresholdedrelu", [](double x, double a, double) { return x > a ? x : 0; },
     [](const Term& x, double a, double) {
       return x.apply("ThresholdedRelu", {}, {{"alpha", a}});
     },
     true, false, 1, 0}};

const Known& find_activation(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  for (const Known& known : kKnown) {
    if (known.name == lower) return known;
  }
  std::string names;
  for (const Known& known : kKnown) names += (names.empty() ? "" : ", ") + std::string(known.name);
  invalid("activation `", name, "` is none of ", names);
}

// The next of the numbers given, in the order of the activations that use one.
double next_number(const std::vector<double>& given, size_t& used, double absent,
                   std::string_view activation, const char* which) {
  if (used < given.size()) return given[used++];
  if (std::isnan(absent)) invalid("activation `", activation, "` needs ", which);
  return absent;
}

// Both tensors have this shape, as far as it is known.
void check_shape(const Node& node, size_t input, const Shape& wanted) {
  if (!node.has_input(input) || !node.ranked(input)) return;
  node.check_rank(input, static_cast<int64_t>(wanted.size()));
  for (size_t axis = 0; axis < wanted.size(); ++axis)
    unify_extents(node.shape(input)[axis], wanted[axis]);
}

int64_t times(int64_t extent, int64_t factor) {
  return extent < 0 ? int64_t{MORTISE_DIM_UNKNOWN} : extent * factor;
}

// From the attribute, the weights, or not known.
int64_t hidden_size(const Node& node) {
  int64_t hidden = node.attr_int("hidden_size", MORTISE_DIM_UNKNOWN);
  if (node.has_attr("hidden_size") && (hidden < 1 || hidden > INT32_MAX))
    invalid("attribute hidden_size is ", hidden);
  if (!node.ranked(In::kR)) return hidden;
  node.check_rank(In::kR, 3);
  return unify_extents(hidden, node.shape(In::kR)[2]);
}

}  // namespace

Direction direction_of(const Node& node) {
  const std::string_view direction = node.attr_string("direction", "forward");
  if (direction == "forward") return Direction::kForward;
  if (direction == "reverse") return Direction::kReverse;
  if (direction == "bidirectional") return Direction::kBidirectional;
  invalid("attribute direction is ", direction, "; it must be forward, reverse or bidirectional");
}

std::vector<Activation> read_activations(const Node& node, size_t directions,
                                         const std::vector<std::string_view>& defaults) {
  std::vector<std::string> names = node.attributes().get_strings("activations");
  if (names.empty()) {
    for (size_t k = 0; k < directions; ++k)
      names.insert(names.end(), defaults.begin(), defaults.end());
  }
  if (names.size() != directions * defaults.size()) {
    invalid("attribute activations names ", names.size(), "; it must name ", defaults.size(),
            " for each direction");
  }
  const std::vector<double> alphas = node.attr_floats("activation_alpha");
  const std::vector<double> betas = node.attr_floats("activation_beta");
  size_t used_alphas = 0, used_betas = 0;
  std::vector<Activation> activations;
  for (const std::string& name : names) {
    const Known& known = find_activation(name);
    Activation activation{known.function, known.formula, known.alpha, known.beta};
    if (known.has_alpha)
      activation.alpha = next_number(alphas, used_alphas, known.alpha, name, "activation_alpha");
    if (known.has_beta)
      activation.beta = next_number(betas, used_betas, known.beta, name, "activation_beta");
    activations.push_back(activation);
  }
  return activations;
}

void infer_recurrent(const Node& node, Inference& out, int64_t gates) {
  const uint32_t dtype = node.dtype(In::kX);
  node.check_dtype(In::kX, dtype_set(FloatTypes{}));
  for (const size_t input : {In::kW, In::kR, In::kB, In::kHidden, In::kCell, In::kPeepholes})
    if (node.has_input(input)) node.check_same_dtype(In::kX, input);
  if (node.has_input(In::kLengths)) node.check_dtype(In::kLengths, dtype_set(TypeList<int32_t>{}));
  const int64_t layout = node.attr_int("layout", 0);
  if (layout != 0 && layout != 1) invalid("attribute layout is ", layout, "; it must be 0 or 1");
  const int64_t directions = direction_of(node) == Direction::kBidirectional ? 2 : 1;
  int64_t length = MORTISE_DIM_UNKNOWN, batch = MORTISE_DIM_UNKNOWN, size = MORTISE_DIM_UNKNOWN;
  if (node.ranked(In::kX)) {
    node.check_rank(In::kX, 3);
    const ShapeView x = node.shape(In::kX);
    length = x[layout == 1 ? 1 : 0];
    batch = x[layout == 1 ? 0 : 1];
    size = x[2];
  }
  const int64_t hidden = hidden_size(node);
  const Shape state =
      layout == 1 ? Shape{batch, directions, hidden} : Shape{directions, batch, hidden};
  check_shape(node, In::kW, {directions, times(hidden, gates), size});
  check_shape(node, In::kR, {directions, times(hidden, gates), hidden});
  check_shape(node, In::kB, {directions, times(hidden, 2 * gates)});
  check_shape(node, In::kLengths, {batch});
  check_shape(node, In::kHidden, state);
  check_shape(node, In::kCell, state);
  check_shape(node, In::kPeepholes, {directions, times(hidden, 3)});
  if (node.wants_output(0)) {
    out.set(0, dtype,
            layout == 1 ? Shape{batch, length, directions, hidden}
                        : Shape{length, directions, batch, hidden});
  }
  for (const size_t output : {size_t{1}, size_t{2}})
    if (node.wants_output(output)) out.set(output, dtype, state);
}

double recurrent_flops(const Node& node) {
  const ShapeView x = node.shape(In::kX);
  const ShapeView w = node.shape(In::kW);
  const double rows = static_cast<double>(x[0]) * static_cast<double>(x[1]);
  const double widths = static_cast<double>(w[2]) + static_cast<double>(node.shape(In::kR)[2]);
  return 2 * rows * static_cast<double>(w[0]) * static_cast<double>(w[1]) * widths;
}

}  // namespace mortise::ops
