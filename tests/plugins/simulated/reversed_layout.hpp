// A layout that simulated devices own: the elements in reverse, and a few bytes of padding. What stays on the device
// between two of its nodes can lie in it.
#pragma once

#include <mortise/sdk/graph.hpp>

#include "tests/plugins/simulated/compute.hpp"

namespace mortise::tests::simulated {

inline constexpr std::string_view kPrivateDomain = "simulated";

/// Rewrites chains of Relu nodes on this device so that only their ends are dense.
void keep_reversed(sdk::GraphReader& reader, sdk::Builder& builder);

void compute_reverse(const std::vector<Operand>&, const std::vector<Operand>&, float*);
void compute_unreverse(const std::vector<Operand>&, const std::vector<Operand>&, float*);

}  // namespace mortise::tests::simulated
