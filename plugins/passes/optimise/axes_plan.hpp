// How a node works on permuted axes, as far as its operator's definition says so.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "plugins/passes/optimise/permutation.hpp"

namespace mortise::optimise {

struct AxesPlan {
  std::vector<size_t> permuted;   // inputs that are permuted as the region is
  std::vector<size_t> broadcast;  // constants of fewer dimensions
  std::optional<int64_t> axis;    // what the attribute `axis` becomes
  std::optional<size_t> axes_input;
  std::vector<int64_t> axes;  // what the input `axes` becomes
  Order output_order;         // that gives the outputs as they were
};

/// The node for inputs of which `order` makes what it reads now; nothing when it cannot work so.
std::optional<AxesPlan> plan_axes(const Rewriter& graph, const Node& node, const Order& order);

/// Adds that node. `permuted` has its inputs by what they are now. Returns its outputs, with types.
std::vector<Value> add_on_axes(Rewriter& graph, uint32_t id, const AxesPlan& plan,
                               const Order& order,
                               const std::unordered_map<Value, Value>& permuted);

}  // namespace mortise::optimise
