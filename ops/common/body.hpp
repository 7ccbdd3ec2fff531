// Nodes that have bodies: branches and iterations. A body is the graph of an attribute; what it takes from around it
// are inputs of the node, its last ones, counted by the attribute `captures`.
#pragma once

#include "ops/common/operator.hpp"

namespace mortise::ops {

/// The number of inputs that bodies take from around the node.
size_t capture_count(const Node& node);

const mortise_graph_t* body_of(const Node& node, std::string_view attribute);

/// The one element of a bool input. Nothing when it is not known. Throws when it is something else.
std::optional<bool> constant_bool(const Node& node, size_t input);

/// A loop that is worth unrolling: `trips` iterations of the body, which has no bodies within, are few nodes.
bool is_small(const GraphReader& body, int64_t trips);

/// Throws when so many copies of the body are too many nodes.
void check_copies(const GraphReader& body, size_t copies);

/// The values along a new axis, in their order or from the last to the first.
Value stacked(Builder& b, std::vector<Value> values, int64_t axis, bool reversed);

}  // namespace mortise::ops
