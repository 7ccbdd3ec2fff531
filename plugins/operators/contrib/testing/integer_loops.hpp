// Products of quantised matrices by plain loops.
#pragma once

#include "plugins/operators/contrib/testing/quantized_loops.hpp"

namespace mortise::contrib {

/// A matrix of bytes, [rows, columns], with a scale and a zero point for each column.
struct ColumnBytes {
  Tensor tensor = random_tensor(MORTISE_DTYPE_INT8, {4, 5}, -128, 127, 2);
  Tensor scales = random({5}, 3, 0.01, 0.1);
  Tensor zeros = random_tensor(MORTISE_DTYPE_INT8, {5}, -10, 10, 4);

  Doubles values() const {
    Doubles result = tensor.doubles();
    for (size_t i = 0; i < result.size(); ++i)
      result[i] = (result[i] - zeros.doubles()[i % 5]) * scales.doubles()[i % 5];
    return result;
  }
};

}  // namespace mortise::contrib
