// Two trees for tests:
//   x0 <= 1 ? leaf 1 : (x1 > 2 ? leaf 3 : leaf 4), where NaN goes to leaf 1
//   x1 == 0 ? leaf 1 : leaf 2
#pragma once

#include <cmath>

#include "ops/testing/harness.hpp"

namespace mortise::ops::testing {

inline Attrs small_forest() {
  using Ints = std::vector<int64_t>;
  return {{"nodes_treeids", Ints{0, 0, 0, 0, 0, 7, 7, 7}},
          {"nodes_nodeids", Ints{0, 1, 2, 3, 4, 0, 1, 2}},
          {"nodes_featureids", Ints{0, 0, 1, 0, 0, 1, 0, 0}},
          {"nodes_truenodeids", Ints{1, 0, 3, 0, 0, 1, 0, 0}},
          {"nodes_falsenodeids", Ints{2, 0, 4, 0, 0, 2, 0, 0}},
          {"nodes_missing_value_tracks_true", Ints{1, 0, 0, 0, 0, 0, 0, 0}},
          {"nodes_modes", std::vector<std::string>{"BRANCH_LEQ", "LEAF", "BRANCH_GT", "LEAF",
                                                   "LEAF", "BRANCH_EQ", "LEAF", "LEAF"}},
          {"nodes_values", std::vector<double>{1, 0, 2, 0, 0, 0, 0, 0}}};
}

/// The leaves that a row comes to, in the first tree and in the second.
inline std::array<int64_t, 2> leaves_of(double x0, double x1) {
  const int64_t first = std::isnan(x0) || x0 <= 1 ? 1 : x1 > 2 ? 3 : 4;
  return {first, x1 == 0 ? 1 : 2};
}

/// Rows that come to each leaf.
inline Tensor small_forest_rows() {
  return tensor<float>({5, 2}, {1, 0, 1.5f, 3, 2, 2, NAN, 0, 0, -1});
}

}  // namespace mortise::ops::testing
