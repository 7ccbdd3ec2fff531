// What the values at a graph's border are made of. Programs have tensors only: sequences and
// optionals among a graph's inputs come in as their tensors, one after the other, and its outputs go
// out so.
#pragma once

#include <vector>

#include "core/graph/graph.hpp"

namespace mortise::compile {

/// A tensor, or a sequence or an optional of structures.
struct Structure {
  uint32_t kind = MORTISE_VALUE_TENSOR;
  std::vector<Structure> items;
};

size_t tensor_count(const Structure& structure);

/// Replaces inputs that are no tensors by an input for each of their tensors. `structures`: of each
/// input; empty when all are tensors.
Status unpack_inputs(graph::Graph& graph, const std::vector<Structure>& structures);

/// Replaces outputs that are packs by their tensors. Gives the structure of each output; nothing when
/// all are tensors.
Result<std::vector<Structure>> unpack_outputs(graph::Graph& graph);

}  // namespace mortise::compile
