// Building a program from a placed graph: tensors per memory space, copies between spaces, in-place
// reuse, arenas, fences, kernels.
#pragma once

#include <memory>

#include "core/compile/place.hpp"
#include "core/compile/program.hpp"
#include "core/compile/restorer.hpp"
#include "core/compile/work.hpp"

namespace mortise::compile {

/// `work`: of the graph before devices rewrote it. With `taken`, the content of constants that no kernel looks at goes: from
/// the graph, and from the program. Requires: every node is in `placements`, every type is fully known (bounds included).
Result<std::unique_ptr<Program>> build(graph::Graph& graph, const Placements& placements,
                                       host::Host& host, Work work, const Taken& taken);

}  // namespace mortise::compile
