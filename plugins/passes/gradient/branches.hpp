// The gradient of If: another If on the same condition, whose branches go backwards through those of the first.
#pragma once

#include <mortise/sdk/pass.hpp>

#include <vector>

namespace mortise::gradient {

bool is_branch(const sdk::Node& node);

/// Sets the types of the node's outputs, as far as both branches agree.
void infer_branch(const mortise_host_t* host, sdk::PassContext& context, uint32_t id);

/// The gradients of the node's inputs, as a gradient rule gives them. `depends` says by value what gradients are wanted of.
/// A branch computes again what its gradient needs; the other one is not run.
std::vector<sdk::Value> branch_gradient(const mortise_host_t* host, sdk::PassContext& context,
                                        uint32_t id,
                                        const std::vector<sdk::Value>& output_gradients,
                                        const std::vector<bool>& depends);

}  // namespace mortise::gradient
