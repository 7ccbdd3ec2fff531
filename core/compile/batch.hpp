// Batches in pieces: what a graph computes of some entries of a batch, by the piece rules of its operators.
//
// Where what lies between two nodes is larger than the caches, a batch that is computed a few entries at a time takes less
// time, and less memory.
#pragma once

#include "core/graph/graph.hpp"
#include "core/host/host.hpp"

namespace mortise::compile {

/// Into how many pieces a batch of `extent` entries goes so that no step of the graph, which was inferred for it, reads and
/// writes more than `bytes` beside constants; as few as possible, a multiple of `threads` where that can be.
int64_t piece_count(const graph::Graph& whole, int64_t extent, uint64_t bytes, uint32_t threads);

/// Whether `whole`, inferred for a batch, computes of each of `count` pieces of it what `piece` computes, inferred for one.
/// Requires: both come of one graph, by the same edits.
bool is_divisible(const graph::Graph& whole, const graph::Graph& piece, int64_t count,
                  host::Host& host);

}  // namespace mortise::compile
