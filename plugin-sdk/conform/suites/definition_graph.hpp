#pragma once

#include "plugin-sdk/conform/suites/definition_bench.hpp"

namespace mortise::conform {

/// What a node is decomposed into computes what its kernel does.
void check_decomposition(Environment& environment, const DefinitionName& name);
/// The gradient's nodes against central differences, in float64 where that runs.
void check_gradient(Environment& environment, const DefinitionName& name);

}  // namespace mortise::conform
