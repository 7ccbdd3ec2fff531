#pragma once

#include "plugin-sdk/conform/suites/definition_bench.hpp"

namespace mortise::conform {

/// The portable kernel honours the types, writes nothing else, and gives the same twice.
void check_kernel(Environment& environment, const DefinitionName& name);
/// A RANGED kernel, launched with smaller extents.
void check_smaller_extents(Environment& environment, const DefinitionName& name);
/// What the flags promise, by experiment.
void check_flags(Environment& environment, const DefinitionName& name);
/// What the forwarding rule says equals an output does.
void check_forward(Environment& environment, const DefinitionName& name);
void check_in_place(Environment& environment, const DefinitionName& name);
/// The piece rule: what it leaves out of an input does not matter; partial results combine to the whole.
void check_pieces(Environment& environment, const DefinitionName& name);

}  // namespace mortise::conform
