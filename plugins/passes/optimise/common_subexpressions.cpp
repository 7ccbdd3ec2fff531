// Value numbering (Aho et al., Compilers, section 6.1.2): in topological order each node is looked up by its operator and
// inputs among those before it. Constants come first, so that nodes which differ only in copies of one constant are found.
#include <algorithm>
#include <cstring>
#include <string>
#include <unordered_map>

#include "plugins/passes/optimise/passes.hpp"
#include "plugins/passes/optimise/rewriter.hpp"

namespace mortise::optimise {
namespace {

constexpr uint64_t kSample = 64;  // bytes at either end of a constant

// Few constants are equal at both ends and differ between, so that most are never read as a whole.
std::string key_of(const mortise_tensor_view_t& view) {
  const auto* bytes = static_cast<const char*>(view.data);
  const uint64_t sample = std::min(view.byte_size, kSample);
  std::string key(reinterpret_cast<const char*>(&view.dtype), sizeof(view.dtype));
  key.append(reinterpret_cast<const char*>(view.shape), view.rank * sizeof(*view.shape));
  key.append(bytes, sample);
  key.append(bytes + view.byte_size - sample, sample);
  return key;
}

bool is_plain(const mortise_tensor_view_t& view) {
  return view.dtype != MORTISE_DTYPE_STRING && view.layout == nullptr && view.strides == nullptr &&
         view.byte_size > 0;
}

bool merge_constants(Rewriter& graph) {
  std::unordered_multimap<std::string, Value> known;
  bool changed = false;
  for (Value id = 0; id < graph.reader().value_limit(); ++id) {
    const mortise_graph_value_t* value = graph.reader().value(id);
    if (value == nullptr || value->role != MORTISE_ROLE_CONSTANT || value->user_count == 0)
      continue;
    const mortise_tensor_view_t& view = *value->constant;
    if (!is_plain(view)) continue;
    std::string key = key_of(view);
    const auto [begin, end] = known.equal_range(key);
    const auto same = std::find_if(begin, end, [&](const auto& entry) {
      const mortise_tensor_view_t& other = *graph.value(entry.second).constant;
      return other.byte_size == view.byte_size &&
             std::memcmp(other.data, view.data, view.byte_size) == 0;
    });
    if (same == end) {
      known.emplace(std::move(key), id);
    } else {
      changed |= graph.replace(id, same->second);
    }
  }
  return changed;
}

class Numbering {
 public:
  explicit Numbering(Rewriter& graph) : graph_(graph) {}

  /// Makes readers of the node read an equal one before it.
  bool visit(const Node& node) {
    const mortise_operator_t* definition = graph_.definition(node);
    if (definition == nullptr || (definition->flags & MORTISE_OPERATOR_PURE) == 0) return false;
    std::vector<Value> inputs = node.input_ids();
    if ((definition->flags & MORTISE_OPERATOR_COMMUTATIVE) != 0)
      std::sort(inputs.begin(), inputs.end());
    const std::string key = key_of(node, inputs);
    const auto [begin, end] = known_.equal_range(key);
    for (auto entry = begin; entry != end; ++entry) {
      const Node earlier = graph_.node(entry->second);
      if (equal_work(earlier, node)) return replace_outputs(node, earlier);
    }
    known_.emplace(key, node.id());
    return false;
  }

 private:
  static std::string key_of(const Node& node, const std::vector<Value>& inputs) {
    std::string key(node.op());
    key.append(reinterpret_cast<const char*>(inputs.data()), inputs.size() * sizeof(Value));
    return key;
  }

  bool replace_outputs(const Node& node, const Node& earlier) {
    bool changed = false;
    for (size_t i = 0; i < node.output_count(); ++i) {
      if (!node.wants_output(i) || !earlier.wants_output(i)) continue;
      if (node.output(i).user_count > 0)
        changed |= graph_.replace(node.output_id(i), earlier.output_id(i));
    }
    if (changed) graph_.remove_unread(node.id());
    return changed;
  }

  Rewriter& graph_;
  std::unordered_multimap<std::string, uint32_t> known_;
};

class CommonSubexpressions final : public sdk::Pass {
 public:
  explicit CommonSubexpressions(const mortise_host_t* host) : host_(host) {}
  std::string_view name() const override { return "common_subexpressions"; }
  std::string_view summary() const override { return "computes once what is computed twice"; }
  uint32_t flags() const override {
    return MORTISE_PASS_IDEMPOTENT | MORTISE_PASS_MEANING_PRESERVED;
  }

  bool run(sdk::PassContext& context) const override {
    Rewriter graph(host_, context);
    bool changed = merge_constants(graph);
    Numbering numbering(graph);
    for (const uint32_t id : graph.nodes()) {
      if (graph.has_node(id)) changed |= numbering.visit(graph.node(id));
    }
    return changed;
  }

 private:
  const mortise_host_t* host_;
};

}  // namespace

std::unique_ptr<sdk::Pass> make_common_subexpressions(const mortise_host_t* host) {
  return std::make_unique<CommonSubexpressions>(host);
}

}  // namespace mortise::optimise
