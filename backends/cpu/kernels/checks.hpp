// What several kernels ask of a node before they take it.
#pragma once

#include <mortise/sdk/node.hpp>

namespace mortise::cpu {

/// Throws UNSUPPORTED unless every input that is there is float32.
inline void check_float32(const sdk::Node& node) {
  for (size_t i = 0; i < node.input_count(); ++i) {
    if (node.has_input(i) && node.dtype(i) != MORTISE_DTYPE_FLOAT32) {
      sdk::unsupported("input ", i, " is ", sdk::dtype_name(node.dtype(i)),
                       "; only float32 is supported");
    }
  }
}

}  // namespace mortise::cpu
