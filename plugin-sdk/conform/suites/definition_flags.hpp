#pragma once

#include "plugin-sdk/conform/suites/definition_bench.hpp"

namespace mortise::conform {

/// What the flags promise, by experiment.
void check_flags(Environment& environment, const DefinitionName& name);

}  // namespace mortise::conform
