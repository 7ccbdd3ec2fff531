// The values of a run as programs see them: the tensors of sequences and optionals one after the
// other, and the structures that say which is which.
#pragma once

#include <vector>

#include "core/compile/structure.hpp"
#include "core/run/tensor.hpp"

namespace mortise::run {

/// Borrows from the inputs.
struct FlatInputs {
  std::vector<const mortise_tensor_view_t*> views;
  // Both empty when all inputs are tensors.
  std::vector<compile::Structure> structures;  // of each input
  std::vector<uint32_t> owners;                // of each view: the input that it is of

  size_t owner(size_t view) const { return owners.empty() ? view : owners[view]; }
};

/// Refuses more tensors than a graph's node may have inputs.
Result<FlatInputs> flatten(const std::vector<const Tensor*>& inputs);

/// The values that the tensors make. `structures` empty: they are the values.
Result<std::vector<TensorRef>> assemble(const std::vector<compile::Structure>& structures,
                                        std::vector<TensorRef> tensors);

}  // namespace mortise::run
