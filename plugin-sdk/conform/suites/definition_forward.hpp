#pragma once

#include "plugin-sdk/conform/suites/definition_bench.hpp"

namespace mortise::conform {

/// What the forwarding rule says equals an output does.
void check_forward(Environment& environment, const DefinitionName& name);

}  // namespace mortise::conform
