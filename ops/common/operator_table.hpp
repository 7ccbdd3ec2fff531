// The library's table, generated from the lines of CMake that list the operators.
#pragma once

#include <mortise/sdk/operator.hpp>

namespace mortise::ops {

struct OperatorEntry {
  std::string_view domain;
  std::string_view name;
  uint32_t version;
  void (*define)(sdk::Operator& op);
};

/// Sorted by domain and name.
sdk::Span<const OperatorEntry> operator_table();

}  // namespace mortise::ops
