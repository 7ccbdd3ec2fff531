#include "core/compile/split.hpp"

#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "core/graph/pack.hpp"

namespace mortise::compile {
namespace {

class Splitter {
 public:
  Splitter(graph::Graph& graph, const Inferred& inferred, host::Host& host)
      : graph_(graph), inferred_(inferred), host_(host) {
    for (const graph::ValueId input : graph.inputs())
      inputs_.emplace(input, static_cast<uint32_t>(inputs_.size()));
  }

  Result<std::unique_ptr<Rest>> run() {
    graph_.remove_dead();
    const auto alive = [this](const std::vector<graph::NodeId>& nodes) {
      std::vector<graph::NodeId> left;
      for (const graph::NodeId id : nodes) {
        if (graph_.node(id) != nullptr) left.push_back(id);
      }
      return left;
    };
    deferred_ = alive(inferred_.deferred);
    if (deferred_.empty()) return std::unique_ptr<Rest>();
    auto rest = std::make_unique<Rest>();
    rest->graph = graph::Graph(graph_);
    loops_ = alive(inferred_.loops);
    later_.insert(deferred_.begin(), deferred_.end());
    collect_border();
    MORTISE_TRY(make_rest(*rest));
    MORTISE_TRY(reduce_first(*rest));
    return rest;
  }

 private:
  bool is_later(graph::ValueId id) const {
    const graph::NodeId producer = graph_.value(id)->producer;
    return producer != graph::kNone && later_.count(producer) != 0;
  }

  void cross(graph::ValueId id) {
    const graph::Value& value = *graph_.value(id);
    // Constants and states are at home on both sides.
    if (value.role == MORTISE_ROLE_CONSTANT || value.role == MORTISE_ROLE_STATE || is_later(id))
      return;
    // So are packs; what crosses is their tensors.
    if (const std::vector<graph::ValueId>* items = graph::pack_items(graph_, id)) {
      for (const graph::ValueId item : *items) cross(item);
      return;
    }
    border_.insert(id);
  }

  void collect_border() {
    for (const graph::NodeId id : deferred_) {
      for (const graph::ValueId input : graph_.node(id)->inputs) {
        if (input != graph::kNone) cross(input);
      }
    }
    // States change when the whole run ends, so that the rest still sees their old content.
    for (const graph::State& state : graph_.states()) {
      if (state.next != graph::kNone) cross(state.next);
    }
  }

  Status make_rest(Rest& rest) {
    for (const graph::NodeId id : loops_) MORTISE_TRY(take_loop(id, rest));
    for (const graph::ValueId id : border_) {
      // What only loops read may be gone.
      const graph::Value* value = rest.graph.value(id);
      if (value == nullptr || value->role != MORTISE_ROLE_RESULT) continue;
      MORTISE_TRY(rest.graph.make_input(id));
      // What was a bound is an extent of which nothing is known before the run.
      graph::Type type = rest.graph.value(id)->type;
      for (size_t axis = 0; axis < type.shape.size(); ++axis) {
        if ((type.bounded_dims >> axis & 1) != 0) type.shape[axis] = MORTISE_DIM_UNKNOWN;
      }
      type.bounded_dims = 0;
      MORTISE_TRY(rest.graph.set_type(id, std::move(type)));
    }
    // Outputs that are already known belong to the first part.
    std::vector<graph::Output> outputs;
    for (const graph::Output& output : graph_.outputs()) {
      rest.outputs.emplace_back(!is_later(output.value), 0);
      if (is_later(output.value)) outputs.push_back(output);
    }
    MORTISE_TRY(rest.graph.set_outputs(std::move(outputs)));
    rest.graph.remove_dead();
    return rest.graph.remove_unused_inputs();
  }

  // The rest reads what the loop came to as inputs, of which nothing is known yet.
  Status take_loop(graph::NodeId id, Rest& rest) {
    const graph::Node& node = *graph_.node(id);
    const mortise_operator_t* definition = host_.find_operator(node.domain, node.op, node.version);
    auto loop = make_loop(graph_, id, *definition);
    if (!loop.ok()) return std::move(loop).status().annotate(node_title(node));
    for (size_t i = 0; i < node.outputs.size(); ++i) {
      if (!loop->wanted[i]) continue;
      loop_outputs_[node.outputs[i]] = {static_cast<uint32_t>(rest.loops.size()),
                                        static_cast<uint32_t>(i)};
      MORTISE_TRY(rest.graph.make_input(node.outputs[i]));
      MORTISE_TRY(rest.graph.set_type(node.outputs[i], graph::Type()));
    }
    rest.loops.push_back(std::move(loop).value());
    return {};
  }

  Status reduce_first(Rest& rest) {
    uint32_t from_rest = 0;
    for (size_t i = 0; i < graph_.outputs().size(); ++i) {
      auto& [here, index] = rest.outputs[i];
      if (here) {
        index = static_cast<uint32_t>(outputs_.size());
        outputs_.push_back(graph_.outputs()[i]);
      } else {
        index = from_rest++;
      }
    }
    for (const graph::ValueId id : rest.graph.inputs()) rest.inputs.push_back(source_of(id));
    for (size_t i = 0; i < loops_.size(); ++i) {
      Loop& loop = rest.loops[i];
      const std::vector<graph::ValueId>& inputs = graph_.node(loops_[i])->inputs;
      for (size_t input = 0; input < inputs.size(); ++input) {
        loop.sources.push_back(loop.inputs[input].role == 0 ? LoopSource()
                                                            : loop_source_of(inputs[input]));
      }
    }
    MORTISE_TRY(graph_.set_outputs(std::move(outputs_)));
    for (const graph::State& state : std::vector<graph::State>(graph_.states())) {
      MORTISE_TRY(graph_.set_state_next(state.name, graph::kNone));
    }
    for (auto id = deferred_.rbegin(); id != deferred_.rend(); ++id) {
      MORTISE_TRY(graph_.remove_node(*id));
    }
    return {};
  }

  Rest::Source source_of(graph::ValueId id) {
    Rest::Source source;
    source.value_matters = inferred_.values_needed.count(id) != 0;
    if (const auto loop = loop_outputs_.find(id); loop != loop_outputs_.end()) {
      source.from = Rest::Source::From::kLoop;
      std::tie(source.index, source.output) = loop->second;
    } else if (const auto own = find_input(id); own.has_value()) {
      source.index = *own;
    } else {
      source.from = Rest::Source::From::kProgram;
      source.index = program_output(id);
    }
    return source;
  }

  LoopSource loop_source_of(graph::ValueId id) {
    LoopSource source;
    if (id == graph::kNone) return source;
    const graph::Value& value = *graph_.value(id);
    if (const std::vector<graph::ValueId>* items = graph::pack_items(graph_, id)) {
      source.from = LoopSource::From::kItems;
      source.kind = value.type.kind;
      for (const graph::ValueId item : *items) source.items.push_back(loop_source_of(item));
    } else if (value.constant != nullptr) {
      source.from = LoopSource::From::kConstant;
      source.constant = value.constant;
    } else if (const auto own = find_input(id); own.has_value()) {
      source.from = LoopSource::From::kStage;
      source.index = *own;
    } else {
      source.from = LoopSource::From::kProgram;
      source.index = program_output(id);
    }
    return source;
  }

  std::optional<uint32_t> find_input(graph::ValueId id) const {
    const auto found = inputs_.find(id);
    return found == inputs_.end() ? std::nullopt : std::optional(found->second);
  }

  // The place of a value that the rest needs among the first part's outputs.
  uint32_t program_output(graph::ValueId id) {
    const auto [found, is_new] = crossing_.emplace(id, static_cast<uint32_t>(outputs_.size()));
    if (is_new) outputs_.push_back({graph_.value(id)->name, id});
    return found->second;
  }

  graph::Graph& graph_;
  const Inferred& inferred_;
  host::Host& host_;
  std::unordered_map<graph::ValueId, uint32_t> inputs_;  // their places
  std::vector<graph::NodeId> deferred_, loops_;
  std::set<graph::NodeId> later_;
  std::set<graph::ValueId> border_;
  std::map<graph::ValueId, std::pair<uint32_t, uint32_t>> loop_outputs_;  // loop, output
  std::vector<graph::Output> outputs_;                                    // of the first part
  std::map<graph::ValueId, uint32_t> crossing_;                           // those of outputs_
};

}  // namespace

Result<std::unique_ptr<Rest>> split(graph::Graph& graph, const Inferred& inferred,
                                    host::Host& host) {
  return Splitter(graph, inferred, host).run();
}

}  // namespace mortise::compile
