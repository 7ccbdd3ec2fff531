// Recurrent layers as nodes, unrolled step by step: what their gradients go through.
#pragma once

#include "ops/common/recurrent.hpp"

namespace mortise::ops {

/// One step of one direction, of all sequences of a batch: tensors of [batch, …].
class NodeStep {
 public:
  NodeStep(Term of_input, Term hidden_in, Term cell_in, Term r, std::optional<Term> bias,
           std::optional<Term> peepholes, int64_t hidden_size)
      : hidden(std::move(hidden_in)),
        cell(std::move(cell_in)),
        of_input_(std::move(of_input)),
        r_(std::move(r)),
        bias_(std::move(bias)),
        peepholes_(std::move(peepholes)),
        hidden_size_(hidden_size) {}

  /// Goes on with the next step's products with the input.
  void begin(const Term& of_input) { of_input_ = of_input; }

  /// The part of a gate that comes from the input; from a state; from both.
  Term of_input(int64_t gate) const { return part(of_input_, gate); }
  Term of_hidden(int64_t gate, const Term& state) const {
    const Term product = state.apply("MatMul", {part(r_, gate).value()});
    return bias_ ? product + part(*bias_, gate) : product;
  }
  Term gate(int64_t index) const { return of_input(index) + of_hidden(index, hidden); }
  /// `sum`, and what the peephole lets see of a cell.
  Term with_peephole(int64_t index, const Term& sum, const Term& seen) const {
    return peepholes_ ? sum + part(*peepholes_, index) * seen : sum;
  }

  Term hidden, cell;  // before the step, then after

 private:
  Term part(const Term& all, int64_t index) const;

  Term of_input_, r_;
  std::optional<Term> bias_, peepholes_;
  int64_t hidden_size_;
};

using AdvanceNodes = void (*)(const Node& node, NodeStep& step, const Activation* activations);

/// What Y, Y_h and, for three outputs, Y_c are replaced by.
std::vector<Value> unroll(const Node& node, Builder& b,
                          const std::vector<std::string_view>& defaults, AdvanceNodes advance);

/// The decomposition of a layer of such cells: a Cell of RecurrentKernel that has, too,
///   void advance(NodeStep&, const Activation*) const;
template <class Cell>
std::vector<Value> unroll_cells(const Node& node, Builder& b) {
  return unroll(node, b, Cell::activations(),
                [](const Node& of, NodeStep& step, const Activation* activations) {
                  Cell(of).advance(step, activations);
                });
}

}  // namespace mortise::ops
