// Vector code for recurrent layers: products of some rows with the panels of several gates, and what the gates then make
// of the state.
//
// Units lie in blocks of sixteen. A panel has a block's weights of some gates side by side, as [depth][gates][16], so that
// one sweep over the depth serves them all; the sums of a row are [slots][16]. Which slot is whose, see the functions.
#pragma once

#include <cstdint>
#include <limits>

#include "backends/cpu/vector/panels.hpp"

namespace mortise::cpu {

/// The activations of the standard's recurrent operators.
enum class Activation : int32_t {
  kAffine,       // alpha * x + beta
  kElu,          // x < 0 ? alpha * (exp(x) - 1) : x
  kHardSigmoid,  // clip(alpha * x + beta, 0, 1)
  kLeakyRelu,    // x < 0 ? alpha * x : x
  kRelu,
  kScaledTanh,  // alpha * tanh(beta * x)
  kSigmoid,
  kSoftplus,  // log(1 + exp(x))
  kSoftsign,  // x / (1 + |x|)
  kTanh,
  kThresholdedRelu,  // x > alpha ? x : 0
};

struct GateFunction {
  Activation kind = Activation::kTanh;
  float alpha = 0, beta = 0;
};

/// What the cells of one direction compute.
struct CellForm {
  GateFunction functions[3];                            // f, g and h of the standard
  float clip = std::numeric_limits<float>::infinity();  // of what goes into an activation
  bool coupled = false;                                 // LSTM forgets as much as it takes in
};

/// Neighbouring blocks of one sequence's state.
struct CellBlocks {
  int64_t count = 0;
  float* sums = nullptr;  // of the first block
  int64_t sums_stride = 0;
  const float* before = nullptr;     // hidden state: the old one
  float* after = nullptr;            // and the new one
  float* memory = nullptr;           // LSTM: the cell; GRU: the old state as far as it is not reset
  const float* peepholes = nullptr;  // of LSTM; null: none
  int64_t peephole_stride = 0;       // from gate to gate
};

/// A row of a product, and where its sums are.
struct GateRow {
  const float* values;
  float* sums;
};

/// A block's weights of `gates` gates, in panels of `group` gates that follow one another. Requires: group divides gates.
struct GateWeights {
  const float* panels;
  int64_t depth, gates, group;
};
inline constexpr int64_t kMaxGroup =
    3;  // eight rows' sums fit the registers: the panel is read once for them

struct RecurrentTable {
  /// Of multiply, at most.
  int64_t rows;
  /// sums[(slot + g) * 16 + u] += values[0, depth) * gate g's weights of unit u, for each of `count` rows.
  void (*multiply)(const GateRow* rows, int64_t count, const GateWeights& weights, int64_t slot);

  using Function = void (*)(const CellForm& form, const CellBlocks& blocks);
  Function rnn;  // slot 0: the state
  Function
      gru_reset;  // slots: update, reset. The update gate stays in its slot; `memory` becomes the reset state
  Function gru;  // slots: the update gate, nothing, the candidate
  Function
      gru_reset_after;  // slots: the candidate's part of the input, update, reset, its part of the state
  Function lstm;        // slots: input, output, forget, cell
};

/// For the processor that this runs on. `usual`: activations are those that the operator has unless told otherwise. Any
/// thread.
const RecurrentTable& recurrent_table(bool usual);

}  // namespace mortise::cpu
