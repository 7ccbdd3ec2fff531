// The standard optimisations: passes that keep what a graph computes, whatever the backend. What they know about operators
// is what definitions say (flags, forwarding rules, formals); each walks the graph once.
#pragma once

#include <mortise/sdk/pass.hpp>

#include <memory>

namespace mortise::optimise {

/// Nodes that nobody reads, and nodes whose output is their input.
std::unique_ptr<sdk::Pass> make_dead_code(const mortise_host_t* host);
/// Pairs of nodes that come to one, or to none.
std::unique_ptr<sdk::Pass> make_algebra(const mortise_host_t* host);
/// What is computed twice, and constants that are there twice.
std::unique_ptr<sdk::Pass> make_common_subexpressions(const mortise_host_t* host);
/// Transposes that cancel when what lies between them works on permuted axes.
std::unique_ptr<sdk::Pass> make_transposes(const mortise_host_t* host);
/// What is done to the channels of a convolution's result, and can be done to its weights.
std::unique_ptr<sdk::Pass> make_normalisations(const mortise_host_t* host);
/// Products of one left operand with several constants.
std::unique_ptr<sdk::Pass> make_merge_products(const mortise_host_t* host);

}  // namespace mortise::optimise
