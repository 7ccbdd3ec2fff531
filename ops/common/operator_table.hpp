// The library's table, generated from the lines of CMake that list the operators.
#pragma once

#include <mortise/sdk/operator_provider.hpp>

namespace mortise::ops {

/// Sorted by domain and name.
sdk::Span<const sdk::OperatorEntry> operator_table();

}  // namespace mortise::ops
