#include "backends/cpu/recurrent.hpp"

#include <cctype>
#include <cmath>
#include <string>

namespace mortise::cpu {
namespace {

using sdk::Node;

struct Known {
  std::string_view name;
  Activation kind;
  bool has_alpha, has_beta;
  double alpha, beta;  // unless given; NaN: they must be
};

constexpr Known kKnown[] = {
    {"affine", Activation::kAffine, true, true, NAN, NAN},
    {"elu", Activation::kElu, true, false, 1, 0},
    {"hardsigmoid", Activation::kHardSigmoid, true, true, 0.2, 0.5},
    {"leakyrelu", Activation::kLeakyRelu, true, false, 0.01, 0},
    {"relu", Activation::kRelu, false, false, 0, 0},
    {"scaledtanh", Activation::kScaledTanh, true, true, NAN, NAN},
    {"sigmoid", Activation::kSigmoid, false, false, 0, 0},
    {"softplus", Activation::kSoftplus, false, false, 0, 0},
    {"softsign", Activation::kSoftsign, false, false, 0, 0},
    {"tanh", Activation::kTanh, false, false, 0, 0},
    {"thresholdedrelu", Activation::kThresholdedRelu, true, false, 1, 0},
};

const Known& find_activation(const std::string& name) {
  std::string lower = name;
  for (char& letter : lower)
    letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  for (const Known& known : kKnown) {
    if (known.name == lower) return known;
  }
  sdk::invalid("activation `", name, "` is not one of the standard's");
}

/// Numbers belong to the activations that use one, in order.
class Numbers {
 public:
  Numbers(const Node& node, std::string_view attribute)
      : attribute_(attribute), given_(node.attr_floats(attribute)) {}
  float next(double absent) {
    if (used_ < given_.size()) return static_cast<float>(given_[used_++]);
    if (std::isnan(absent)) sdk::invalid("attribute ", attribute_, " is too short");
    return static_cast<float>(absent);
  }

 private:
  const std::string_view attribute_;
  const std::vector<double> given_;
  size_t used_ = 0;
};

void read_activations(const Node& node, size_t functions, RecurrentForm& form) {
  const std::vector<std::string> names = node.attributes().get_strings("activations");
  if (names.empty()) return;
  if (names.size() != form.cells.size() * functions) {
    sdk::invalid("attribute activations names ", names.size(), "; it must name ", functions,
                 " for each direction");
  }
  Numbers alphas(node, "activation_alpha"), betas(node, "activation_beta");
  for (size_t i = 0; i < names.size(); ++i) {
    const Known& known = find_activation(names[i]);
    GateFunction& function = form.cells[i / functions].functions[i % functions];
    form.usual = form.usual && function.kind == known.kind;
    function.kind = known.kind;
    if (known.has_alpha) function.alpha = alphas.next(known.alpha);
    if (known.has_beta) function.beta = betas.next(known.beta);
  }
}

void read_cell(const Node& node, RecurrentForm& form) {
  if (node.op() == "LSTM") {
    form.cell = Cell::kLstm;
    form.gates = 4;
  } else if (node.op() == "GRU") {
    form.cell = node.attr_bool("linear_before_reset", false) ? Cell::kGruResetAfter : Cell::kGru;
    form.gates = 3;
  }
  CellForm cell;
  if (form.cell != Cell::kRnn) cell.functions[0].kind = Activation::kSigmoid;
  const auto clip = static_cast<float>(node.attr_float("clip", 0));
  if (clip > 0) cell.clip = clip;
  cell.coupled = node.attr_bool("input_forget", false);
  form.cells.assign(static_cast<size_t>(form.directions), cell);
  const size_t functions = form.cell == Cell::kLstm ? 3 : form.cell == Cell::kRnn ? 1 : 2;
  read_activations(node, functions, form);
}

}  // namespace

RecurrentForm read_recurrent(const Node& node) {
  RecurrentForm form;
  const sdk::ShapeView x = node.shape(kRecurrentX), w = node.shape(kRecurrentW);
  form.batch_first = node.attr_int("layout", 0) != 0;
  form.length = x[form.batch_first ? 1 : 0];
  form.batch = x[form.batch_first ? 0 : 1];
  form.input_size = x[2];
  form.hidden_size = node.shape(kRecurrentR)[2];
  form.directions = w[0];
  form.backwards = node.attr_string("direction", "forward") == "reverse";
  read_cell(node, form);
  return form;
}

}  // namespace mortise::cpu
