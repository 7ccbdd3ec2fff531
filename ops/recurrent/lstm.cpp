#include "ops/common/recurrent_nodes.hpp"

namespace mortise::ops {
namespace {

// Hochreiter and Schmidhuber: Long short-term memory (1997), with the forget gate and the peepholes of Gers et al. (2002):
//   i = f(Wi x + Ri h + Pi c), e = f(We x + Re h + Pe c), c' = e c + i g(Wc x + Rc h),
//   o = f(Wo x + Ro h + Po c'), h = o k(c'), each sum with its biases; gates lie in the order i, o, e, c.
class LSTMCell {
 public:
  static constexpr int64_t kGates = 4;
  static std::vector<std::string_view> activations() { return {"Sigmoid", "Tanh", "Tanh"}; }

  explicit LSTMCell(const Node& node)
      : clip_(node), is_coupled_(node.attr_int("input_forget", 0) != 0) {}

  template <class T>
  void advance(const Step<T>& step, const Activation* f) const {
    const int64_t size = step.hidden_size;
    double* fresh = step.scratch;  // the new state: all gates read the old one
    for (int64_t unit = 0; unit < size; ++unit) {
      const double before = step.cell[unit];
      const double in = f[0](clip_(step.gate(0, unit) + step.peephole(0, unit) * before));
      const double forget =
          is_coupled_ ? 1 - in : f[0](clip_(step.gate(2, unit) + step.peephole(2, unit) * before));
      const double cell = forget * before + in * f[1](clip_(step.gate(3, unit)));
      const double out = f[0](clip_(step.gate(1, unit) + step.peephole(1, unit) * cell));
      step.cell[unit] = cell;
      fresh[unit] = out * f[2](cell);
    }
    for (int64_t unit = 0; unit < size; ++unit) step.hidden[unit] = fresh[unit];
  }
  void advance(NodeStep& step, const Activation* f) const {
    const Term before = step.cell;
    const auto gate = [&](int64_t index, int64_t peephole, const Term& seen) {
      return f[0](clip_(step.with_peephole(peephole, step.gate(index), seen)));
    };
    const Term in = gate(0, 0, before);
    const Term forget = is_coupled_ ? 1 - in : gate(2, 2, before);
    step.cell = forget * before + in * f[1](clip_(step.gate(3)));
    step.hidden = gate(1, 1, step.cell) * f[2](step.cell);
  }

 private:
  Clip clip_;
  bool is_coupled_;
};

}  // namespace

MORTISE_OPERATOR(LSTM, 22) {
  recurrent_attributes(op)
      .summary("A recurrent layer with long short-term memory")
      .input("X")
      .input("W")
      .input("R")
      .optional_input("B")
      .optional_input("sequence_lens")
      .optional_input("initial_h")
      .optional_input("initial_c")
      .optional_input("P")
      .optional_output("Y")
      .optional_output("Y_h")
      .optional_output("Y_c")
      .attribute("input_forget", MORTISE_ATTRIBUTE_INT)
      .infer([](const Node& node, Inference& out) { infer_recurrent(node, out, LSTMCell::kGates); })
      .decompose(&unroll_cells<LSTMCell>)
      .keep_whole()
      .flops(&recurrent_flops)
      .kernel<RecurrentKernel<LSTMCell>>();
}

}  // namespace mortise::ops
