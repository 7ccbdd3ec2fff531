#include "plugins/passes/optimise/permutation.hpp"

#include <algorithm>

namespace mortise::optimise {
namespace {

bool is_order(const Order& order) {
  Order sorted = order;
  std::sort(sorted.begin(), sorted.end());
  return is_identity(sorted);
}

}  // namespace

std::optional<Order> order_of(const Node& node) {
  if (!is_standard(node, "Transpose") || !node.has_input(0)) return std::nullopt;
  std::optional<Order> order = node.attr_ints("perm");
  if (!order) {
    if (!node.ranked(0)) return std::nullopt;
    order.emplace();
    for (int64_t axis = node.rank(0); axis-- > 0;) order->push_back(axis);
  }
  const auto rank = static_cast<int64_t>(order->size());
  for (int64_t& axis : *order) axis += axis < 0 ? rank : 0;
  if (!is_order(*order) || (node.ranked(0) && node.rank(0) != rank)) return std::nullopt;
  return order;
}

Order compose(const Order& first, const Order& second) {
  Order both;
  for (const int64_t axis : second) both.push_back(first[static_cast<size_t>(axis)]);
  return both;
}

Order invert(const Order& order) {
  Order inverse(order.size());
  for (size_t i = 0; i < order.size(); ++i)
    inverse[static_cast<size_t>(order[i])] = static_cast<int64_t>(i);
  return inverse;
}

bool is_identity(const Order& order) {
  for (size_t i = 0; i < order.size(); ++i) {
    if (order[i] != static_cast<int64_t>(i)) return false;
  }
  return true;
}

}  // namespace mortise::optimise
