// Whether values fit a graph's inputs.
#pragma once

#include <vector>

#include "core/graph/graph.hpp"
#include "core/run/tensor.hpp"

namespace mortise::run {

/// Kinds, dtypes, ranks, known extents, and that equal symbols have equal extents. An input of which
/// nothing is declared takes anything.
Status check_inputs(const graph::Graph& graph, const std::vector<const Tensor*>& inputs);

}  // namespace mortise::run
