// What a node of RNN, GRU or LSTM asks for.
#pragma once

#include <mortise/sdk/node.hpp>

#include <vector>

#include "backends/cpu/vector/recurrent.hpp"

namespace mortise::cpu {

enum RecurrentInput : size_t {
  kRecurrentX,
  kRecurrentW,
  kRecurrentR,
  kRecurrentBias,
  kRecurrentLengths,
  kRecurrentHidden,
  kRecurrentCell,
  kRecurrentPeepholes,
};

enum class Cell { kRnn, kGru, kGruResetAfter, kLstm };

struct RecurrentForm {
  Cell cell = Cell::kRnn;
  int64_t gates = 1;
  int64_t length = 0, batch = 0, input_size = 0, hidden_size = 0, directions = 1;
  bool batch_first = false;
  bool backwards = false;       // the first direction; the second one always is
  bool usual = true;            // activations are the operator's own
  std::vector<CellForm> cells;  // one a direction

  /// Offset of a state in [directions, batch, hidden_size], or with the batch first.
  int64_t state_at(int64_t direction, int64_t item) const {
    return (batch_first ? item * directions + direction : direction * batch + item) * hidden_size;
  }
  /// Offset of an input in X.
  int64_t input_at(int64_t time, int64_t item) const {
    return (batch_first ? item * length + time : time * batch + item) * input_size;
  }
  /// Offset of a state in Y.
  int64_t output_at(int64_t time, int64_t direction, int64_t item) const {
    return (batch_first ? (item * length + time) * directions + direction
                        : (time * directions + direction) * batch + item) *
           hidden_size;
  }
};

/// Throws INVALID for activations that are not the standard's.
RecurrentForm read_recurrent(const sdk::Node& node);

}  // namespace mortise::cpu
