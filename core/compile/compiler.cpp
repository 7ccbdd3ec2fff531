#include "core/compile/compiler.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "core/compile/batch.hpp"
#include "core/compile/build.hpp"
#include "core/compile/fold.hpp"
#include "core/compile/infer.hpp"
#include "core/compile/interface.hpp"
#include "core/compile/split.hpp"
#include "core/compile/work.hpp"
#include "core/graph/pack.hpp"
#include "core/graph/tables.hpp"

namespace mortise::compile {
namespace {

// Gives the graph's inputs their shapes and, where they are known, their values. States must have
// theirs already.
Status specialise(graph::Graph& graph, const Request& request) {
  MORTISE_TRY(unpack_inputs(graph, request.structures));
  const std::vector<graph::ValueId> inputs = graph.inputs();
  for (size_t i = 0; i < inputs.size(); ++i) {
    graph::Type type = graph.value(inputs[i])->type;
    type.dtype = request.dtypes[i];
    type.ranked = true;
    type.shape = request.shapes[i];
    MORTISE_TRY(graph.set_type(inputs[i], std::move(type)));
    if (i < request.values.size() && request.values[i] != nullptr) {
      MORTISE_TRY(graph.set_constant(inputs[i], request.values[i]));
    }
  }
  for (const graph::State& state : graph.states()) {
    const graph::Type& type = graph.value(state.current)->type;
    const bool used = state.next != graph::kNone || graph.user_count(state.current) > 0;
    if (used && !type.fully_known()) {
      return unsupported("state '" + state.name + "' is " + type.to_string(graph.symbols()) +
                         "; a state outlives the run, so give it fixed extents");
    }
  }
  return {};
}

// A backend knows its own nodes by its kind. While one device of a kind rewrites, the nodes of the others go by kind and
// index; when none does (null), all go by their kinds.
Status name_devices(graph::Graph& graph, const Placements& placements, const Device* at_work) {
  for (const graph::NodeId id : std::vector<graph::NodeId>(graph.order())) {
    const Device& device = *placements.nodes.at(id).device;
    const bool sibling =
        at_work != nullptr && &device != at_work && device.kind() == at_work->kind();
    MORTISE_TRY(graph.set_device(
        id, sibling ? device.kind() + ":" + std::to_string(device.index()) : device.kind()));
  }
  return {};
}

Status place_new(graph::Graph& graph, Placements& placements,
                 const std::shared_ptr<Device>& device) {
  for (const graph::NodeId id : std::vector<graph::NodeId>(graph.order())) {
    if (placements.nodes.count(id) != 0) continue;
    placements.nodes[id] = {device, nullptr};
    MORTISE_TRY(graph.set_device(id, device->kind()));
    for (const graph::ValueId output : graph.node(id)->outputs) {
      if (output != graph::kNone && !graph.value(output)->type.fully_known()) {
        return internal_error(device->name() + ": optimise made " + node_title(*graph.node(id)) +
                              " without giving its outputs types");
      }
    }
  }
  return {};
}

// The standard optimisations find more once extents are known, branches are taken and short loops are unrolled.
Status simplify(graph::Graph& graph, const Request& request, host::Host& host,
                const InferOptions& options) {
  if (request.ranged || request.optimise == nullptr) return {};
  const Interface before(graph);
  MORTISE_ASSIGN(const bool changed, request.optimise(graph));
  if (!changed) return {};
  MORTISE_TRY(before.check(graph, "an optimisation"));
  MORTISE_TRY(infer(graph, host, options).status());
  graph.remove_dead();
  return {};
}

// Lets each device rewrite its own nodes, and places what it added.
Status optimise(graph::Graph& graph, Placements& placements) {
  std::map<std::pair<std::string, uint64_t>, std::shared_ptr<Device>> devices;
  for (const auto& [id, placement] : placements.nodes)
    devices[{placement.device->kind(), placement.device->index()}] = placement.device;
  const Interface before(graph);
  for (const auto& [kind_and_index, device] : devices) {
    const mortise_device_interface_t& table = device->table();
    if (!MORTISE_REACHES(&table, mortise_device_interface_t, optimise) || table.optimise == nullptr)
      continue;
    const std::string title = device->name() + ": optimise";
    MORTISE_TRY(name_devices(graph, placements, device.get()));
    MORTISE_TRY(Status(table.optimise(device->handle(), graph::to_abi(&graph), &graph::view_table(),
                                      &graph::edit_table()))
                    .annotate(title));
    graph.remove_dead();
    MORTISE_TRY(place_new(graph, placements, device));
    MORTISE_TRY(before.check(graph, title));
  }
  return name_devices(graph, placements, nullptr);
}

Status check_states(const graph::Graph& graph) {
  for (const graph::State& state : graph.states()) {
    if (graph::pack_items(graph, state.next) == nullptr) continue;
    return invalid_argument("state '" + state.name + "' would become " +
                            graph.value(state.next)->type.to_string() + "; a state is a tensor");
  }
  return {};
}

/// A graph with the types that a request gives it.
struct Typed {
  graph::Graph graph;
  Inferred inferred;
  uint64_t budget = 0;  // that is left for folding
  int64_t pieces = 1;   // of the batch; the types are those of one
};

Result<Typed> with_types(graph::Graph graph, const Request& request, host::Host& host) {
  MORTISE_TRY(specialise(graph, request));
  uint64_t budget = fold_budget(graph, request.fold_large);
  MORTISE_ASSIGN(Inferred inferred,
                 infer(graph, host, {.fold_large = request.fold_large, .budget = &budget}));
  return Typed{std::move(graph), std::move(inferred), budget};
}

/// For a part of the batch; nothing where that cannot be divided. Requires: `whole` has no dead nodes.
std::optional<Typed> piece_of(const graph::Graph& untyped, const Typed& whole,
                              const Request& request, host::Host& host) {
  const Batch& batch = request.batch;
  const int64_t count = piece_count(whole.graph, batch.extent, batch.bytes, batch.threads);
  if (count == 1) return std::nullopt;
  Request smaller = request;
  for (size_t i = 0; i < batch.inputs.size(); ++i) {
    if (batch.inputs[i]) smaller.shapes[i][0] /= count;
  }
  Result<Typed> piece = with_types(graph::Graph(untyped), smaller, host);
  if (!piece.ok() || !piece->inferred.deferred.empty()) return std::nullopt;
  piece->graph.remove_dead();
  if (!is_divisible(whole.graph, piece->graph, count, host)) return std::nullopt;
  piece->pieces = count;
  return std::move(piece).value();
}

/// Typed for the request, or for a part of its batch.
Result<Typed> with_types_of_piece(graph::Graph graph, const Request& request, host::Host& host) {
  const bool may_divide = !request.batch.inputs.empty() && request.batch.extent > 1;
  const std::optional<graph::Graph> untyped =
      may_divide ? std::optional(graph::Graph(graph)) : std::nullopt;
  MORTISE_ASSIGN(Typed whole, with_types(std::move(graph), request, host));
  if (untyped && whole.inferred.deferred.empty()) {
    whole.graph.remove_dead();
    if (auto piece = piece_of(*untyped, whole, request, host)) return std::move(*piece);
  }
  return whole;
}

}  // namespace

Result<std::unique_ptr<Program>> compile(graph::Graph untyped, const Request& request,
                                         host::Host& host, const Backends& backends) {
  MORTISE_ASSIGN(Typed typed, with_types_of_piece(std::move(untyped), request, host));
  graph::Graph& graph = typed.graph;
  const Inferred& inferred = typed.inferred;
  const InferOptions options = {.fold_large = request.fold_large, .budget = &typed.budget};
  std::unique_ptr<Rest> rest;
  if (!inferred.deferred.empty()) {
    MORTISE_ASSIGN(rest, split(graph, inferred, host));
  }
  MORTISE_TRY(check_states(graph));
  MORTISE_ASSIGN(std::vector<Structure> structures, unpack_outputs(graph));
  graph.remove_dead();
  MORTISE_TRY(simplify(graph, request, host, options));
  MORTISE_ASSIGN(Placements placements, place(graph, host, backends));
  Work work(graph, host);
  if (!request.ranged) MORTISE_TRY(optimise(graph, placements));
  MORTISE_ASSIGN(std::unique_ptr<Program> program,
                 build(graph, placements, host, std::move(work), request.taken));
  if (request.ranged) {
    const bool data_dependent =
        std::any_of(program->tensors.begin(), program->tensors.end(),
                    [](const TensorPlan& tensor) { return tensor.type.bounded_dims != 0; });
    if (rest != nullptr || data_dependent) program->ranged_refusal = "shapes inside depend on data";
    program->ranged = program->ranged_refusal.empty();
  }
  program->pieces = static_cast<uint32_t>(typed.pieces);
  program->rest = std::move(rest);
  program->structures = std::move(structures);
  program->fallbacks = std::move(placements.fallbacks);
  program->decomposed = std::move(placements.decomposed);
  return program;
}

namespace {

// An elementwise step was planned for extents that are equal, and are not so now: its kernel, and
// its use of an input's memory for the output, may rely on that.
bool broadcasts_otherwise(const Step& step, const Program& program,
                          const std::vector<std::vector<int64_t>>& shapes) {
  if (!step.elementwise) return false;
  for (const uint32_t input : step.inputs) {
    for (const uint32_t output : step.outputs) {
      if (input == kNoTensor || output == kNoTensor) continue;
      const size_t rank = std::min(shapes[input].size(), shapes[output].size());
      for (size_t back = 1; back <= rank; ++back) {
        const auto extent = [back](const std::vector<int64_t>& shape) {
          return shape[shape.size() - back];
        };
        const bool planned_equal =
            extent(program.tensors[input].type.shape) == extent(program.tensors[output].type.shape);
        if (planned_equal && extent(shapes[input]) != extent(shapes[output])) return true;
      }
    }
  }
  return false;
}

}  // namespace

Result<std::vector<std::vector<int64_t>>> actual_shapes(graph::Graph graph, const Request& request,
                                                        const Program& program, host::Host& host) {
  // The same edits in the same order as in compile, so that ids mean the same.
  MORTISE_TRY(specialise(graph, request));
  MORTISE_ASSIGN(const Inferred inferred, infer(graph, host, {.fold_large = request.fold_large}));
  if (!inferred.deferred.empty()) return unsupported("shapes inside depend on data");
  MORTISE_TRY(unpack_outputs(graph).status());
  graph.remove_dead();
  for (const std::vector<graph::NodeId>& round : program.decomposed) {
    for (const graph::NodeId id : round) {
      if (graph.node(id) == nullptr)
        return unsupported("the graph decomposes differently for these extents");
    }
    MORTISE_TRY(decompose(graph, round, host));
  }
  std::vector<std::vector<int64_t>> shapes;
  for (const TensorPlan& tensor : program.tensors) {
    const graph::Value* value = graph.value(tensor.value);
    // What the plan computes may turn out constant for these extents; what it took as constant must
    // be so for them, too.
    const bool fits = value != nullptr && value->type.fully_known() &&
                      (tensor.place != Place::kConstant ||
                       (value->role == MORTISE_ROLE_CONSTANT &&
                        same_content(*value->constant, *program.constants[tensor.index].host)));
    if (!fits) {
      return unsupported("the graph computes with the extent itself, so it needs a plan for each");
    }
    if (value->type.shape.size() != tensor.type.shape.size())
      return unsupported("a rank changes with the extent");
    for (size_t axis = 0; axis < tensor.type.shape.size(); ++axis) {
      if (value->type.shape[axis] > tensor.type.shape[axis]) {
        return unsupported("a tensor grows when the extent shrinks");
      }
    }
    shapes.push_back(value->type.shape);
  }
  for (const Step& step : program.steps) {
    if (broadcasts_otherwise(step, program, shapes))
      return unsupported("an extent equals another one at the bound only");
  }
  return shapes;
}

}  // namespace mortise::compile
