#pragma once

#include <mortise/abi/operator.h>

#include "plugin-sdk/conform/test.hpp"

namespace mortise::conform {

/// A portable kernel for an operator that its own plugin does not define.
void add_foreign_kernel(TestList& list, const mortise_kernel_definition_t& kernel);

}  // namespace mortise::conform
