#pragma once

#include "plugin-sdk/conform/suites/definition_bench.hpp"

namespace mortise::conform {

/// The piece rule: what it leaves out of an input does not matter; partial results combine to the whole.
void check_pieces(Environment& environment, const DefinitionName& name);

}  // namespace mortise::conform
