#include "ops/common/recurrent_nodes.hpp"

namespace mortise::ops {
namespace {

// h = f(W x + R h + biases)
class RNNCell {
 public:
  static constexpr int64_t kGates = 1;
  static std::vector<std::string_view> activations() { return {"Tanh"}; }

  explicit RNNCell(const Node& node) : clip_(node) {}

  template <class T>
  void advance(const Step<T>& step, const Activation* f) const {
    for (int64_t unit = 0; unit < step.hidden_size; ++unit)
      step.scratch[unit] = f[0](clip_(step.gate(0, unit)));
    for (int64_t unit = 0; unit < step.hidden_size; ++unit) step.hidden[unit] = step.scratch[unit];
  }
  void advance(NodeStep& step, const Activation* f) const {
    step.hidden = f[0](clip_(step.gate(0)));
  }

 private:
  Clip clip_;
};

}  // namespace

MORTISE_OPERATOR(RNN, 22) {
  recurrent_attributes(op)
      .summary("A simple recurrent layer")
      .input("X")
      .input("W")
      .input("R")
      .optional_input("B")
      .optional_input("sequence_lens")
      .optional_input("initial_h")
      .optional_output("Y")
      .optional_output("Y_h")
      .infer([](const Node& node, Inference& out) { infer_recurrent(node, out, RNNCell::kGates); })
      .decompose(&unroll_cells<RNNCell>)
      .keep_whole()
      .flops(&recurrent_flops)
      .kernel<RecurrentKernel<RNNCell>>();
}

}  // namespace mortise::ops
