// Saved graphs from nowhere: loading never crashes, and what loads prints, compares and saves.
#include <cstdlib>

#include "core/graph/compare.hpp"
#include "core/graph/print.hpp"
#include "core/graph/save.hpp"

using namespace mortise::graph;

namespace {

std::span<const unsigned char> bytes_of(const std::string& text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size) {
  auto loaded = load_from_bytes({data, size});
  if (!loaded.ok()) {
    require(!loaded.error().message().empty());
    return 0;
  }
  Graph& graph = *loaded;
  require(!print_json(graph).empty());
  require(!print_dot(graph).empty());
  const auto saved = save_to_bytes(graph);
  require(saved.ok());
  const auto again = load_from_bytes(bytes_of(*saved));
  require(again.ok());
  require(print_text(*again) == print_text(graph));
  require(compare(*again, graph).empty());
  const Graph copy(graph);
  for (const NodeId id : copy.order()) require(copy.abi_node(id) != nullptr);
  graph.remove_dead();
  require(graph.order().size() <= copy.order().size());
  return 0;
}
