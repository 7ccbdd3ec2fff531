#include "core/compile/work.hpp"

#include <cmath>
#include <set>

#include "core/base/firewall.hpp"

namespace mortise::compile {
namespace {

double elements(const graph::Graph& graph, const graph::Node& node) {
  double sum = 0;
  for (const graph::ValueId output : node.outputs) {
    if (output == graph::kNone) continue;
    double product = 1;
    for (const int64_t extent : graph.value(output)->type.shape) {
      product *= static_cast<double>(extent);
    }
    sum += product;
  }
  return sum;
}

// What an operator says is only ever reported; nonsense counts as nothing.
double flops(const graph::Graph& graph, graph::NodeId id, host::Host& host) {
  const graph::Node& node = *graph.node(id);
  const mortise_operator_t* definition = host.find_operator(node.domain, node.op, node.version);
  if (definition == nullptr || definition->flops == nullptr) return elements(graph, node);
  const double count =
      firewall_or(0.0, [&] { return definition->flops(definition, graph.abi_node(id)); });
  return std::isfinite(count) && count > 0 ? count : 0;
}

}  // namespace

Work::Work(const graph::Graph& graph, host::Host& host) {
  std::set<std::string> shared = {""};
  for (const graph::NodeId id : graph.order()) {
    const double count = flops(graph, id, host);
    const std::string& name = graph.node(id)->name;
    total_ += count;
    by_node_[id] = count;
    if (!by_name_.emplace(name, id).second) shared.insert(name);
  }
  for (const std::string& name : shared) by_name_.erase(name);
}

std::optional<double> Work::take(const graph::Graph& rewritten, graph::NodeId id) {
  if (const auto own = by_node_.find(id); own != by_node_.end()) return own->second;
  const auto named = by_name_.find(rewritten.node(id)->name);
  if (named == by_name_.end() || rewritten.node(named->second) != nullptr) return std::nullopt;
  const double count = by_node_.at(named->second);
  by_name_.erase(named);
  return count;
}

}  // namespace mortise::compile
