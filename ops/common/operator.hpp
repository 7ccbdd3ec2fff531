// What every operator's file includes: the SDK's names, and the macro that its definition function is written with.
#pragma once

#include <mortise/sdk/operator.hpp>

namespace mortise::ops {

using namespace sdk;  // NOLINT: an operator's file is written in the SDK's words

/// Kernels keep extents in fixed arrays, so that a launch allocates nothing.
inline constexpr size_t kMaxRank = 16;

/// For a kernel's constructor: the inputs and outputs have ranks that kMaxRank bounds.
inline void check_rank_limit(const Node& node) {
  for (size_t i = 0; i < node.input_count(); ++i) {
    if (node.has_input(i) && node.rank(i) > static_cast<int64_t>(kMaxRank)) {
      unsupported("input ", i, " has rank ", node.rank(i), "; at most ", kMaxRank, " is supported");
    }
  }
  for (size_t i = 0; i < node.output_count(); ++i) {
    if (node.wants_output(i) && node.output_type(i).rank > static_cast<int32_t>(kMaxRank)) {
      unsupported("output ", i, " has rank ", node.output_type(i).rank, "; at most ", kMaxRank,
                  " is supported");
    }
  }
}

}  // namespace mortise::ops

/// Starts the definition of version `version` of operator `name`; `op` is the sdk::Operator to fill. The operator's line
/// in CMake names both too, and the generated table links only if they agree.
#define MORTISE_OPERATOR(name, version) \
  void define_##name##_##version([[maybe_unused]] ::mortise::sdk::Operator& op)
