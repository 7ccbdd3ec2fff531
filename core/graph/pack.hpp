// Packs: sequences and optionals of which it is known what they are made of. A pack is the output of
// a node of the core's own, whose inputs are the items, so that rewriting, saving and the removal of
// dead nodes need to know nothing of it.
#pragma once

#include "core/graph/graph.hpp"

namespace mortise::graph {

/// `type` is that of a sequence, or of an optional, which has one item or none.
Result<ValueId> add_pack(Graph& graph, std::string name, Type type, std::vector<ValueId> items);

/// Null when the value is no pack. Borrowed until the next edit.
const std::vector<ValueId>* pack_items(const Graph& graph, ValueId value);

bool is_pack(const Node& node);

}  // namespace mortise::graph
