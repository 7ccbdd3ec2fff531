// Orders of axes, as Transpose has them: axis i of the result is axis order[i] of what is permuted.
#pragma once

#include <optional>
#include <vector>

#include "plugins/passes/optimise/rewriter.hpp"

namespace mortise::optimise {

using Order = std::vector<int64_t>;

/// Of a Transpose; nothing when the node is none, or its rank is not known.
std::optional<Order> order_of(const Node& node);
/// That of permuting by `first` and the result by `second`.
Order compose(const Order& first, const Order& second);
Order invert(const Order& order);
bool is_identity(const Order& order);

}  // namespace mortise::optimise
