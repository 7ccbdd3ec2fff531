#include "ops/common/recurrent_nodes.hpp"

namespace mortise::ops {
namespace {

// Cho et al.: Learning phrase representations using RNN encoder-decoder (2014):
//   z = f(Wz x + Rz h), r = f(Wr x + Rr h), n = g(Wn x + Rn (r h)), h = (1 - z) n + z h, each sum with its biases;
// where the node says linear_before_reset, n = g(Wn x + r (Rn h)).
class GRUCell {
 public:
  static constexpr int64_t kGates = 3;
  static std::vector<std::string_view> activations() { return {"Sigmoid", "Tanh"}; }

  explicit GRUCell(const Node& node)
      : clip_(node), linear_before_reset_(node.attr_int("linear_before_reset", 0) != 0) {}

  template <class T>
  void advance(const Step<T>& step, const Activation* f) const {
    const int64_t size = step.hidden_size;
    double* update = step.scratch;
    double* reset = update + size;
    double* kept = reset + size;  // what of the state the new one sees
    double* fresh = kept + size;
    for (int64_t unit = 0; unit < size; ++unit) {
      update[unit] = f[0](clip_(step.gate(0, unit)));
      reset[unit] = f[0](clip_(step.gate(1, unit)));
      kept[unit] = reset[unit] * step.hidden[unit];
    }
    for (int64_t unit = 0; unit < size; ++unit) {
      const double seen = linear_before_reset_ ? reset[unit] * step.of_hidden(2, unit, step.hidden)
                                               : step.of_hidden(2, unit, kept);
      fresh[unit] = f[1](clip_(step.of_input(2, unit) + seen));
    }
    for (int64_t unit = 0; unit < size; ++unit)
      step.hidden[unit] = (1 - update[unit]) * fresh[unit] + update[unit] * step.hidden[unit];
  }
  void advance(NodeStep& step, const Activation* f) const {
    const Term update = f[0](clip_(step.gate(0))), reset = f[0](clip_(step.gate(1)));
    const Term seen = linear_before_reset_ ? reset * step.of_hidden(2, step.hidden)
                                           : step.of_hidden(2, reset * step.hidden);
    const Term fresh = f[1](clip_(step.of_input(2) + seen));
    step.hidden = (1 - update) * fresh + update * step.hidden;
  }

 private:
  Clip clip_;
  bool linear_before_reset_;
};

}  // namespace

MORTISE_OPERATOR(GRU, 22) {
  recurrent_attributes(op)
      .summary("A gated recurrent layer")
      .input("X")
      .input("W")
      .input("R")
      .optional_input("B")
      .optional_input("sequence_lens")
      .optional_input("initial_h")
      .optional_output("Y")
      .optional_output("Y_h")
      .attribute("linear_before_reset", MORTISE_ATTRIBUTE_INT)
      .infer([](const Node& node, Inference& out) { infer_recurrent(node, out, GRUCell::kGates); })
      .decompose(&unroll_cells<GRUCell>)
      .keep_whole()
      .flops(&recurrent_flops)
      .kernel<RecurrentKernel<GRUCell>>();
}

}  // namespace mortise::ops
