// The topological order, kept up to date edit by edit.
#include "core/base/text.hpp"
#include "core/graph/graph_impl.hpp"

namespace mortise::graph {
namespace {

constexpr uint64_t kRankGap = uint64_t{1} << 31;

bool reads(const std::vector<Use>& readers, NodeId node) {
  const auto found = std::lower_bound(readers.begin(), readers.end(), node,
                                      [](const Use& use, NodeId id) { return use.node < id; });
  return found != readers.end() && found->node == node;
}

}  // namespace

uint64_t Graph::Impl::rank_at_end() const {
  return (order.empty() ? 0 : nodes[order.back()]->rank) + kRankGap;
}

size_t Graph::Impl::position(const NodeSlot& slot) const {
  const auto found =
      std::lower_bound(order.begin(), order.end(), slot.rank,
                       [this](NodeId id, uint64_t rank) { return nodes[id]->rank < rank; });
  return static_cast<size_t>(found - order.begin());
}

Result<std::vector<NodeSlot*>> Graph::Impl::nodes_to_move(ValueId value,
                                                          const std::vector<Use>& readers) const {
  std::vector<NodeSlot*> found;
  uint64_t first_rank = UINT64_MAX;
  for (const Use& use : readers) first_rank = std::min(first_rank, nodes[use.node]->rank);
  // Only a node that comes after the first reader can be in the way, or lead to one that is.
  const uint64_t mark = ++next_mark;
  const auto add = [&](NodeSlot* slot) {
    if (slot == nullptr || slot->rank < first_rank || slot->mark == mark) return;
    slot->mark = mark;
    found.push_back(slot);
  };
  add(producer_of(value));
  for (size_t i = 0; i < found.size(); ++i) {
    const Node& node = found[i]->node;
    if (reads(readers, node.id)) {
      return invalid_argument(concat({describe(values[value]->value), " is computed from ",
                                      describe(node), ", which would read it: a cycle"}));
    }
    for (const ValueId input : node.inputs) {
      if (input != kNone) add(producer_of(input));
    }
  }
  std::sort(found.begin(), found.end(),
            [](const NodeSlot* left, const NodeSlot* right) { return left->rank < right->rank; });
  return found;
}

void Graph::Impl::renumber() noexcept {
  uint64_t rank = 0;
  for (const NodeId id : order) nodes[id]->rank = rank += kRankGap;
}

void Graph::Impl::move_before(const std::vector<NodeSlot*>& moved,
                              const std::vector<Use>& readers) noexcept {
  if (moved.empty()) return;
  const NodeSlot* first = nodes[readers.front().node].get();
  for (const Use& use : readers) {
    if (nodes[use.node]->rank < first->rank) first = nodes[use.node].get();
  }
  size_t target = position(*first);
  const auto rank_before = [&] { return target == 0 ? 0 : nodes[order[target - 1]]->rank; };
  if ((first->rank - rank_before()) / (moved.size() + 1) == 0) renumber();
  uint64_t rank = rank_before();
  const uint64_t step = (first->rank - rank) / (moved.size() + 1);
  for (NodeSlot* slot : moved) {
    const auto begin = order.begin() + static_cast<ptrdiff_t>(target);
    const auto current = order.begin() + static_cast<ptrdiff_t>(position(*slot));
    std::rotate(begin, current, current + 1);
    slot->rank = rank += step;
    ++target;
  }
}

const std::vector<NodeId>& Graph::order() const { return impl_->order; }

}  // namespace mortise::graph
