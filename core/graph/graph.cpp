#include "core/graph/graph.hpp"

#include "core/graph/graph_impl.hpp"

namespace mortise::graph {

void ValueSlot::add_use(NodeId node, uint32_t count) {
  node_uses += count;
  // Readers are mostly added in the order of their ids.
  if (uses.empty() || uses.back().node < node) {
    uses.push_back({node, count});
  } else {
    const auto at = std::lower_bound(uses.begin(), uses.end(), node,
                                     [](const Use& use, NodeId id) { return use.node < id; });
    if (at->node == node) {
      at->count += count;
    } else {
      uses.insert(at, {node, count});
    }
  }
  refresh_abi();
}

void ValueSlot::remove_use(NodeId node, uint32_t count) noexcept {
  const auto at = std::lower_bound(uses.begin(), uses.end(), node,
                                   [](const Use& use, NodeId id) { return use.node < id; });
  node_uses -= count;
  at->count -= count;
  if (at->count == 0) uses.erase(at);
  refresh_abi();
}

void ValueSlot::set_outside_uses(uint32_t count) noexcept {
  outside_uses = count;
  refresh_abi();
}

Graph::Impl::Impl(const Impl& other)
    : order(other.order),
      inputs(other.inputs),
      outputs(other.outputs),
      states(other.states),
      symbols(other.symbols),
      metadata(other.metadata),
      input_index(other.input_index),
      output_index(other.output_index),
      state_index(other.state_index),
      symbol_index(other.symbol_index),
      nodes_with_graphs(other.nodes_with_graphs) {
  nodes.reserve(other.nodes.size());
  for (const auto& slot : other.nodes) {
    auto& copy = nodes.emplace_back();
    if (slot == nullptr) continue;
    copy = std::make_unique<NodeSlot>();
    copy->node = slot->node;
    copy->rank = slot->rank;
    for (Attribute& attribute : copy->node.attributes) {
      if (attribute.graph != nullptr) attribute.graph = std::make_shared<Graph>(*attribute.graph);
    }
  }
  values.reserve(other.values.size());
  for (const auto& slot : other.values) {
    auto& copy = values.emplace_back();
    if (slot == nullptr) continue;
    copy = std::make_unique<ValueSlot>();
    copy->value = slot->value;
    copy->uses = slot->uses;
    copy->node_uses = slot->node_uses;
    copy->outside_uses = slot->outside_uses;
  }
}

Graph::Graph() : impl_(std::make_unique<Impl>()) {}
Graph::Graph(const Graph& other)
    : std::enable_shared_from_this<Graph>(),
      keep_alive_(other.keep_alive_),
      impl_(std::make_unique<Impl>(*other.impl_)) {}
// A handle is a reference to the object, not to its content, and so does not move.
Graph::Graph(Graph&& other) noexcept
    : keep_alive_(std::move(other.keep_alive_)), impl_(std::move(other.impl_)) {}
Graph& Graph::operator=(Graph&& other) noexcept {
  impl_ = std::move(other.impl_);
  keep_alive_ = std::move(other.keep_alive_);
  return *this;
}
Graph::~Graph() = default;

const Node* Graph::node(NodeId id) const {
  const NodeSlot* slot = impl_->find_node(id);
  return slot == nullptr ? nullptr : &slot->node;
}
const Value* Graph::value(ValueId id) const {
  const ValueSlot* slot = impl_->find(id);
  return slot == nullptr ? nullptr : &slot->value;
}
ValueId Graph::value_limit() const { return static_cast<ValueId>(impl_->values.size()); }
const std::vector<ValueId>& Graph::inputs() const { return impl_->inputs; }
const std::vector<Output>& Graph::outputs() const { return impl_->outputs; }
const std::vector<State>& Graph::states() const { return impl_->states; }
const std::vector<std::string>& Graph::symbols() const { return impl_->symbols; }
const std::map<std::string, std::string, std::less<>>& Graph::metadata() const {
  return impl_->metadata;
}

uint32_t Graph::user_count(ValueId id) const {
  const ValueSlot* slot = impl_->find(id);
  return slot == nullptr ? 0 : slot->user_count();
}

std::vector<NodeId> Graph::users(ValueId id) const {
  std::vector<NodeId> nodes;
  const ValueSlot* slot = impl_->find(id);
  if (slot == nullptr) return nodes;
  nodes.reserve(slot->uses.size());
  for (const Use& use : slot->uses) nodes.push_back(use.node);
  return nodes;
}

ValueId Graph::find_value(std::string_view name) const {
  const Impl& impl = *impl_;
  if (const auto input = impl.input_index.find(name); input != impl.input_index.end()) {
    return input->second;
  }
  if (const auto state = impl.state_index.find(name); state != impl.state_index.end()) {
    return impl.states[state->second].current;
  }
  if (const auto output = impl.output_index.find(name); output != impl.output_index.end()) {
    return impl.outputs[output->second].value;
  }
  for (const auto& slot : impl.values) {
    if (slot != nullptr && slot->value.name == name) return slot->value.id;
  }
  return kNone;
}

uint32_t Graph::subgraph_depth() const {
  if (impl_->nodes_with_graphs == 0) return 0;
  uint32_t depth = 0;
  for (const NodeId id : impl_->order) {
    each_subgraph(impl_->nodes[id]->node, [&depth](const std::shared_ptr<Graph>& graph) {
      depth = std::max(depth, 1 + graph->subgraph_depth());
    });
  }
  return depth;
}

mortise_graph_t* make_handle(std::shared_ptr<Graph> graph) {
  Graph* object = graph.get();
  object->handle_ = std::move(graph);
  return to_abi(object);
}

void release_handle(mortise_graph_t* handle) {
  if (handle == nullptr) return;
  Graph* graph = from_abi(handle);
  if (graph->weak_from_this().expired()) {
    delete graph;
    return;
  }
  // The last reference must not go while its own member is being written.
  const std::shared_ptr<Graph> last = std::move(graph->handle_);
}

}  // namespace mortise::graph
