// The ABI's access to graphs: thin shims over Graph that no exception crosses.
#pragma once

#include <mortise/abi/graph.h>

namespace mortise::graph {

const mortise_graph_view_t& view_table();
const mortise_graph_edit_t& edit_table();

}  // namespace mortise::graph
