#include "plugins/formats/onnx/node_order.hpp"

#include <functional>
#include <numeric>
#include <queue>
#include <unordered_map>

#include <onnx.pb.h>

#include "plugins/formats/onnx/free_names.hpp"
#include "plugins/formats/onnx/node_label.hpp"

namespace mortise::onnx {
namespace {

using Producers = std::unordered_map<std::string_view, int>;

Producers find_producers(const NodeProtos& nodes) {
  Producers producers;
  for (int i = 0; i < nodes.size(); ++i) {
    for (const std::string& output : nodes[i].output()) {
      if (output.empty()) continue;
      const auto [found, is_new] = producers.emplace(output, i);
      if (!is_new) {
        sdk::invalid(node_label(nodes[i], i), ": output `", quoted(output), "` is an output of ",
                     node_label(nodes[found->second], found->second),
                     " too; a name has one source");
      }
    }
  }
  return producers;
}

/// For each node, the nodes whose outputs it reads.
std::vector<std::vector<int>> find_dependencies(const NodeProtos& nodes) {
  const Producers producers = find_producers(nodes);
  std::vector<std::vector<int>> dependencies(static_cast<size_t>(nodes.size()));
  for (int i = 0; i < nodes.size(); ++i) {
    for (const std::string_view name : names_read(nodes[i])) {
      const auto found = producers.find(name);
      if (found != producers.end()) dependencies[static_cast<size_t>(i)].push_back(found->second);
    }
  }
  return dependencies;
}

bool is_ordered(const std::vector<std::vector<int>>& dependencies) {
  for (size_t i = 0; i < dependencies.size(); ++i) {
    for (const int producer : dependencies[i]) {
      if (producer >= static_cast<int>(i)) return false;
    }
  }
  return true;
}

/// Names the nodes of one cycle. Requires: every node that is not `done` depends on another such
/// node.
[[noreturn]] void fail_cycle(const NodeProtos& nodes,
                             const std::vector<std::vector<int>>& dependencies,
                             const std::vector<bool>& done) {
  int node = 0;
  while (done[static_cast<size_t>(node)]) ++node;
  std::vector<int> path;
  std::vector<bool> seen(done.size(), false);
  while (!seen[static_cast<size_t>(node)]) {
    seen[static_cast<size_t>(node)] = true;
    path.push_back(node);
    for (const int producer : dependencies[static_cast<size_t>(node)]) {
      if (!done[static_cast<size_t>(producer)]) {
        node = producer;
        break;
      }
    }
  }
  std::string text = node_label(nodes[node], node);
  constexpr size_t kMost = 8;
  size_t named = 0;
  for (auto at = path.rbegin(); *at != node && named < kMost; ++at, ++named) {
    text += " -> " + node_label(nodes[*at], *at);
  }
  text += named == kMost ? " -> …" : " -> " + node_label(nodes[node], node);
  sdk::invalid("the nodes form a cycle: ", text);
}

}  // namespace

std::vector<int> node_order(const NodeProtos& nodes) {
  const std::vector<std::vector<int>> dependencies = find_dependencies(nodes);
  std::vector<int> order(dependencies.size());
  std::iota(order.begin(), order.end(), 0);
  if (is_ordered(dependencies)) return order;

  order.clear();
  std::vector<std::vector<int>> readers(dependencies.size());
  std::vector<size_t> waiting(dependencies.size());
  // Of the nodes that are ready, the one that comes first in the file goes first.
  std::priority_queue<int, std::vector<int>, std::greater<>> ready;
  for (size_t i = 0; i < dependencies.size(); ++i) {
    waiting[i] = dependencies[i].size();
    for (const int producer : dependencies[i]) {
      readers[static_cast<size_t>(producer)].push_back(static_cast<int>(i));
    }
    if (waiting[i] == 0) ready.push(static_cast<int>(i));
  }
  std::vector<bool> done(dependencies.size(), false);
  while (!ready.empty()) {
    const auto node = static_cast<size_t>(ready.top());
    ready.pop();
    order.push_back(static_cast<int>(node));
    done[node] = true;
    for (const int reader : readers[node]) {
      if (--waiting[static_cast<size_t>(reader)] == 0) ready.push(reader);
    }
  }
  if (order.size() != dependencies.size()) fail_cycle(nodes, dependencies, done);
  return order;
}

}  // namespace mortise::onnx
