#pragma once

#include "plugin-sdk/conform/suites/definition_bench.hpp"

namespace mortise::conform {

/// The portable kernel honours the types, writes nothing else, and gives the same twice.
void check_kernel(Environment& environment, const DefinitionName& name);
/// A RANGED kernel, launched with smaller extents.
void check_smaller_extents(Environment& environment, const DefinitionName& name);
void check_in_place(Environment& environment, const DefinitionName& name);

}  // namespace mortise::conform
