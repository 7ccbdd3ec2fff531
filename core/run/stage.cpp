#include "core/run/stage.hpp"

#include <algorithm>

#include "core/base/dense_size.hpp"
#include "core/run/borrowed_context.hpp"
#include "core/run/input_check.hpp"
#include "core/run/loop_stage.hpp"
#include "core/run/piece_run.hpp"
#include "core/run/runtime.hpp"

namespace mortise::run {
namespace {

constexpr size_t kMostIdleContexts = 16;
// of one ranged program; beyond it the table of the smallest extents goes for each new one
constexpr size_t kMostShapeTables = 4096;

void append(std::string& key, int64_t number) {
  key.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

void append_content(std::string& key, const mortise_tensor_view_t& view) {
  if (view.dtype != MORTISE_DTYPE_STRING) {
    key.append(static_cast<const char*>(view.data), view.byte_size);
    return;
  }
  const auto* elements = static_cast<const mortise_string_t*>(view.data);
  for (uint64_t i = 0; i < view.byte_size / sizeof(mortise_string_t); ++i) {
    append(key, static_cast<int64_t>(elements[i].size));
    key.append(to_view(elements[i]));
  }
}

void append(std::string& key, const compile::Structure& structure) {
  append(key, structure.kind);
  append(key, static_cast<int64_t>(structure.items.size()));
  for (const compile::Structure& item : structure.items) append(key, item);
}

}  // namespace

Stage::Stage(Runtime& runtime, std::shared_ptr<ProgramCache> cache, graph::Graph graph,
             std::vector<bool> values_matter, std::vector<Range> ranges, bool lets_go)
    : runtime_(runtime),
      cache_(std::move(cache)),
      graph_(std::move(graph)),
      taken_(graph_),
      lets_go_(lets_go),
      values_matter_(std::move(values_matter)),
      ranges_(std::move(ranges)) {}

Stage::~Stage() { cache_->drop(*this); }

Compiled::Compiled() = default;
Compiled::~Compiled() = default;

Status Stage::run(const Run& run, const std::vector<const Tensor*>& values,
                  std::vector<TensorRef>& outputs) {
  MORTISE_TRY(run.limits.check(runtime_.services()));
  MORTISE_TRY(check_inputs(graph_, values));
  MORTISE_ASSIGN(const Inputs inputs, flatten(values));
  std::shared_ptr<Compiled> compiled;
  std::shared_ptr<const ShapeTable> shapes;
  MORTISE_TRY(find(inputs, run.limits, compiled, shapes));
  if (compiled->rest == nullptr) return run_program(*compiled, shapes.get(), run, inputs, outputs);
  const compile::Rest& rest = *compiled->program->rest;
  const size_t known = compiled->program->structures.empty() ? compiled->program->outputs.size()
                                                             : compiled->program->structures.size();
  std::vector<TensorRef> border(known);
  for (size_t i = 0; i < outputs.size(); ++i) {
    const auto& [here, index] = rest.outputs[i];
    if (here) border[index] = outputs[i];
  }
  MORTISE_TRY(run_program(*compiled, shapes.get(), run, inputs, border));
  return run_rest(*compiled, run, inputs, border, outputs);
}

// `outputs` are what the graph's outputs were before the program took their tensors.
Status Stage::run_program(Compiled& compiled, const ShapeTable* shapes, const Run& run,
                          const Inputs& inputs, std::vector<TensorRef>& outputs) {
  const std::vector<compile::Structure>& structures = compiled.program->structures;
  if (structures.empty()) return execute(compiled, shapes, run, inputs, outputs);
  std::vector<TensorRef> tensors;
  tensors.reserve(compiled.program->outputs.size());
  for (size_t i = 0; i < structures.size(); ++i) {
    if (structures[i].kind == MORTISE_VALUE_TENSOR) {
      tensors.push_back(outputs[i]);
      continue;
    }
    if (outputs[i]) {
      return invalid_argument("output " + std::to_string(i) +
                              " is a sequence or an optional; let the run make it");
    }
    tensors.resize(tensors.size() + compile::tensor_count(structures[i]));
  }
  MORTISE_TRY(execute(compiled, shapes, run, inputs, tensors));
  MORTISE_ASSIGN(outputs, assemble(structures, std::move(tensors)));
  return {};
}

compile::Request Stage::request_for(const Inputs& inputs, bool bounds) const {
  compile::Request request;
  request.ranged = bounds;
  request.fold_large = runtime_.config().optimise.fold;
  request.optimise = [this](graph::Graph& graph) { return runtime_.optimise(graph); };
  request.structures = inputs.structures;
  for (size_t i = 0; i < inputs.views.size(); ++i) {
    const mortise_tensor_view_t& view = *inputs.views[i];
    request.dtypes.push_back(view.dtype);
    request.shapes.emplace_back(view.shape, view.shape + view.rank);
    if (!bounds) continue;
    const graph::Type& type = graph_.value(graph_.inputs()[i])->type;
    for (size_t axis = 0; axis < type.shape.size(); ++axis) {
      for (const Range& range : ranges_) {
        if (type.shape[axis] == MORTISE_DIM_SYMBOL(range.symbol))
          request.shapes.back()[axis] = range.bound;
      }
    }
  }
  return request;
}

std::string Stage::key_of(const Inputs& inputs, bool ranged) const {
  std::string key(1, ranged ? 'r' : 'f');
  append(key, reinterpret_cast<intptr_t>(this));  // the session's stages share one cache
  for (const compile::Structure& structure : inputs.structures) append(key, structure);
  for (size_t i = 0; i < inputs.views.size(); ++i) {
    const mortise_tensor_view_t& view = *inputs.views[i];
    const size_t owner = inputs.owner(i);
    append(key, int64_t{view.dtype} << 32 | view.rank);
    const graph::Type& type = graph_.value(graph_.inputs()[owner])->type;
    for (uint32_t axis = 0; axis < view.rank; ++axis) {
      int64_t extent = view.shape[axis];
      for (const Range& range : ranges_) {
        if (ranged && axis < type.shape.size() &&
            type.shape[axis] == MORTISE_DIM_SYMBOL(range.symbol)) {
          extent = range.bound;
        }
      }
      append(key, extent);
    }
    if (values_matter_[owner]) append_content(key, view);
  }
  return key;
}

namespace {

/// The duty to compile an entry's program; at its end the entry has `compiled`, or null.
struct Claim {
  ProgramCache& cache;
  ProgramCache::Entry& entry;
  std::shared_ptr<Compiled> compiled;

  ~Claim() { cache.finish(entry, std::move(compiled)); }
};

}  // namespace

Result<std::shared_ptr<Compiled>> Stage::compiled_for(const Inputs& inputs, bool ranged,
                                                      const Limits& limits) {
  bool found = false;
  const ProgramCache::EntryRef entry = cache_->find_or_add(*this, key_of(inputs, ranged), found);
  (found ? hits_ : misses_).fetch_add(1, std::memory_order_relaxed);
  MORTISE_TRY(cache_->claim(*entry, limits, runtime_.services()));
  if (entry->compiled == nullptr) {
    Claim claim{*cache_, *entry, nullptr};
    MORTISE_ASSIGN(claim.compiled, compile_for(inputs, ranged));
  }
  return std::shared_ptr<Compiled>(entry, entry->compiled.get());
}

// The batch is what the symbol says that the first axis of an input has, and no other axis.
void Stage::divide_batch(compile::Request& request) const {
  if (!request.structures.empty()) return;
  const auto extent = [&](size_t input, size_t axis) -> int64_t {
    const graph::Type& type = graph_.value(graph_.inputs()[input])->type;
    return axis < type.shape.size() ? type.shape[axis] : 0;
  };
  const size_t count = graph_.inputs().size();
  size_t first = 0;
  while (first < count && (extent(first, 0) >= 0 || extent(first, 0) == MORTISE_DIM_UNKNOWN))
    ++first;
  if (first == count) return;
  for (size_t input = 0; input < count; ++input) {
    request.batch.inputs.push_back(extent(input, 0) == extent(first, 0));
    for (size_t axis = 1; axis < graph::kMaxRank; ++axis) {
      if (extent(input, axis) != extent(first, 0)) continue;
      request.batch.inputs.clear();
      return;
    }
  }
  request.batch.extent = request.shapes[first][0];
  request.batch.bytes = runtime_.piece_bytes();
  request.batch.threads = runtime_.services().thread_count();
}

Result<std::shared_ptr<Compiled>> Stage::compile_for(const Inputs& inputs, bool ranged) {
  compile::Request request = request_for(inputs, ranged);
  if (!ranged && runtime_.config().execution.batch_pieces) divide_batch(request);
  for (size_t i = 0; i < inputs.views.size(); ++i) {
    request.values.emplace_back();
    if (!values_matter_[inputs.owner(i)]) continue;
    MORTISE_ASSIGN(request.values.back(), graph::Constant::copy(*inputs.views[i]));
  }
  MORTISE_ASSIGN(const compile::Backends backends, runtime_.backends());
  auto compiled = std::make_shared<Compiled>();
  if (lets_go_) {
    request.taken = [this](const graph::ConstantRef& content, const compile::Restorer& restorer) {
      taken_.take(content, restorer);
    };
  }
  MORTISE_ASSIGN(graph::Graph graph, taken_.copy());
  MORTISE_ASSIGN(compiled->program,
                 compile::compile(std::move(graph), request, runtime_.host(), backends));
  // So that giving one back cannot fail. Pieces that run at once have one each.
  const size_t at_once = compiled->program->pieces > 1 ? runtime_.services().thread_count() : 0;
  compiled->idle.reserve(std::max(kMostIdleContexts, at_once));
  compiled->profile = std::make_unique<Profile>(compiled->program->steps.size());
  compiled->input_shapes = request.shapes;
  compiled->divided = std::move(request.batch.inputs);
  if (compiled->program->rest != nullptr) {
    std::vector<bool> matter;
    for (const compile::Rest::Source& source : compiled->program->rest->inputs)
      matter.push_back(source.value_matters);
    for (compile::Loop& loop : compiled->program->rest->loops) {
      MORTISE_TRY(runtime_.simplify(loop.body).annotate(loop.title));
      compiled->loops.push_back(std::make_unique<LoopStage>(runtime_, cache_, std::move(loop)));
    }
    compiled->rest = std::make_unique<Stage>(
        runtime_, cache_, std::move(compiled->program->rest->graph), matter, std::vector<Range>());
  }
  return compiled;
}

Status Stage::find(const Inputs& inputs, const Limits& limits,
                   std::shared_ptr<Compiled>& out_compiled,
                   std::shared_ptr<const ShapeTable>& out_shapes) {
  if (!ranges_.empty()) {
    MORTISE_TRY(find_ranged(inputs, limits, out_compiled, out_shapes));
    if (out_compiled != nullptr) return {};
  }
  MORTISE_ASSIGN(out_compiled, compiled_for(inputs, false, limits));
  return {};
}

// Leaves `out_compiled` null when the extents need a program of their own.
Status Stage::find_ranged(const Inputs& inputs, const Limits& limits,
                          std::shared_ptr<Compiled>& out_compiled,
                          std::shared_ptr<const ShapeTable>& out_shapes) {
  const compile::Request actual = request_for(inputs, false);
  const compile::Request bounds = request_for(inputs, true);
  for (size_t i = 0; i < actual.shapes.size(); ++i) {
    for (size_t axis = 0; axis < actual.shapes[i].size(); ++axis) {
      if (actual.shapes[i][axis] > bounds.shapes[i][axis]) {
        return invalid_argument("input '" + graph_.value(graph_.inputs()[i])->name + "': extent " +
                                std::to_string(actual.shapes[i][axis]) + " of axis " +
                                std::to_string(axis) +
                                " is above the session's range, which ends at " +
                                std::to_string(bounds.shapes[i][axis]));
      }
    }
  }
  MORTISE_ASSIGN(std::shared_ptr<Compiled> compiled, compiled_for(inputs, true, limits));
  if (!compiled->program->ranged) return {};
  std::vector<int64_t> extents;
  for (const std::vector<int64_t>& shape : actual.shapes)
    extents.insert(extents.end(), shape.begin(), shape.end());
  {
    const std::lock_guard<std::mutex> lock(compiled->mutex);
    if (const auto found = compiled->shape_tables.find(extents);
        found != compiled->shape_tables.end()) {
      out_shapes = found->second;
      if (out_shapes != nullptr) out_compiled = std::move(compiled);
      return {};
    }
  }
  auto shapes = compile::actual_shapes(graph_, actual, *compiled->program, runtime_.host());
  if (!shapes.ok() && shapes.error().code() != MORTISE_STATUS_UNSUPPORTED)
    return std::move(shapes).status();
  std::shared_ptr<ShapeTable> table;
  if (shapes.ok()) {
    table = std::make_shared<ShapeTable>();
    for (size_t i = 0; i < shapes->size(); ++i) {
      const std::vector<int64_t>& shape = (*shapes)[i];
      table->extents.insert(table->extents.end(), shape.begin(), shape.end());
      const uint32_t dtype = compiled->program->tensors[i].type.dtype;
      MORTISE_ASSIGN(const uint64_t size, dense_size(dtype, shape));
      table->byte_sizes.push_back(size);
    }
  }
  const std::lock_guard<std::mutex> lock(compiled->mutex);
  if (table == nullptr) compiled->program->ranged_refusal = std::string(shapes.error().message());
  if (compiled->shape_tables.size() >= kMostShapeTables)
    compiled->shape_tables.erase(compiled->shape_tables.begin());
  compiled->shape_tables[extents] = table;
  out_shapes = table;
  if (table != nullptr) out_compiled = std::move(compiled);
  return {};
}

Status Stage::prepare_outputs(const Compiled& compiled, const Context* context,
                              std::vector<TensorRef>& outputs) const {
  for (size_t i = 0; i < outputs.size(); ++i) {
    const uint32_t tensor = compiled.program->outputs[i];
    const graph::Type& type = compiled.program->tensors[tensor].type;
    std::vector<int64_t> shape = type.shape;
    if (context != nullptr) {
      const mortise_tensor_view_t& view = context->tensor(tensor);
      shape.assign(view.shape, view.shape + view.rank);
    }
    if (compiled.program->pieces > 1) shape[0] *= compiled.program->pieces;
    if (!outputs[i]) {
      MORTISE_ASSIGN(outputs[i], Tensor::create(runtime_.services(), runtime_.shared_from_this(),
                                                type.dtype, shape));
      continue;
    }
    const mortise_tensor_view_t& given = outputs[i]->view();
    if (given.dtype != type.dtype ||
        std::vector<int64_t>(given.shape, given.shape + given.rank) != shape) {
      return invalid_argument("output " + std::to_string(i) + " is given as " + describe(given) +
                              ", but the run produces " +
                              graph::Type::tensor(type.dtype, shape).to_string());
    }
    if (!outputs[i]->dense()) {
      return invalid_argument("output " + std::to_string(i) +
                              " is given with strides; give a dense tensor");
    }
    if (type.bounded_dims != 0) {
      return invalid_argument("output " + std::to_string(i) +
                              " has a shape that depends on data; let the run make it");
    }
  }
  return {};
}

namespace {

/// At its end the states that the program writes are undefined, unless the run was well.
struct Spoiler {
  StateLease& states;
  const Context& context;
  bool well = false;

  ~Spoiler() {
    if (!well) states.spoil(context.program(), context.states());
  }
};

}  // namespace

Status Stage::execute(Compiled& compiled, const ShapeTable* shapes, const Run& run,
                      const Inputs& inputs, std::vector<TensorRef>& outputs) {
  const compile::Program& program = *compiled.program;
  if (program.pieces > 1) {
    MORTISE_TRY(prepare_outputs(compiled, nullptr, outputs));
    return run_pieces(compiled, run, runtime_, inputs, outputs);
  }
  MORTISE_ASSIGN(BorrowedContext context, BorrowedContext::take(compiled, runtime_.services()));
  context->set_shapes(shapes);
  MORTISE_TRY(prepare_outputs(compiled, &*context, outputs));
  for (uint32_t i = 0; i < inputs.views.size(); ++i) context->bind_input(i, inputs.views[i]->data);
  for (uint32_t i = 0; i < outputs.size(); ++i) context->bind_output(i, outputs[i]->view().data);
  MORTISE_TRY(run.states->bind(program, run.limits, context->states()));
  context->bind_states(context->states());
  // Unless the executor comes back and says otherwise, the work has failed and may still go on.
  Spoiler spoiler{*run.states, *context};
  context.set_reusable(false);
  Executor::Outcome outcome =
      Executor::run(*context, run.limits, run.profile ? compiled.profile.get() : nullptr);
  context.set_reusable(outcome.reusable);
  if (outcome.status.ok()) outcome.status = settle_outputs(*context, outputs);
  spoiler.well = outcome.status.ok() || !outcome.begun;
  return std::move(outcome.status);
}

// Outputs get their true extents, and strings of their own: kernels move strings without their bytes, which are an
// input's or a constant's.
Status Stage::settle_outputs(const Context& context, std::vector<TensorRef>& outputs) const {
  MORTISE_TRY(context.check_extents());
  const compile::Program& program = context.program();
  for (uint32_t i = 0; i < outputs.size(); ++i) {
    const uint32_t tensor = program.outputs[i];
    if (program.tensors[tensor].type.bounded_dims != 0)
      outputs[i]->shrink(context.tensor(tensor).shape);
    if (program.tensors[tensor].type.dtype == MORTISE_DTYPE_STRING)
      MORTISE_TRY(outputs[i]->own_strings(runtime_.services(), runtime_.shared_from_this()));
  }
  return {};
}

namespace {

/// What is there when loops begin.
struct Begin {
  const std::vector<TensorRef>& border;   // what the program gave
  const std::vector<TensorRef>& tensors;  // the stage's own inputs
};

Result<TensorRef> value_of(const compile::LoopSource& source, const Begin& begin) {
  using From = compile::LoopSource::From;
  switch (source.from) {
    case From::kAbsent: return TensorRef();
    case From::kProgram: return begin.border[source.index];
    case From::kStage: return begin.tensors[source.index];
    case From::kConstant: return Tensor::wrap(source.constant->view(), nullptr, nullptr);
    case From::kItems: break;
  }
  std::vector<TensorRef> items;
  for (const compile::LoopSource& item : source.items) {
    MORTISE_ASSIGN(TensorRef value, value_of(item, begin));
    items.push_back(std::move(value));
  }
  return Tensor::pack(source.kind, std::move(items));
}

Status run_loops(Compiled& compiled, const Stage::Run& run, const Begin& begin,
                 std::vector<std::vector<TensorRef>>& outputs) {
  for (const auto& loop : compiled.loops) {
    std::vector<TensorRef> inputs;
    for (const compile::LoopSource& source : loop->loop().sources) {
      MORTISE_ASSIGN(TensorRef value, value_of(source, begin));
      inputs.push_back(std::move(value));
    }
    auto values = loop->run(run, std::move(inputs));
    if (!values.ok()) return std::move(values).status().annotate(loop->loop().title);
    outputs.push_back(std::move(values).value());
  }
  return {};
}

/// References to memory that is lent for the run.
Result<std::vector<TensorRef>> wrap(const FlatInputs& inputs) {
  std::vector<TensorRef> tensors;
  for (const mortise_tensor_view_t* view : inputs.views) {
    MORTISE_ASSIGN(TensorRef tensor, Tensor::wrap(*view, nullptr, nullptr));
    tensors.push_back(std::move(tensor));
  }
  return tensors;
}

}  // namespace

Status Stage::run_rest(Compiled& compiled, const Run& run, const Inputs& inputs,
                       std::vector<TensorRef>& border, std::vector<TensorRef>& outputs) {
  using From = compile::Rest::Source::From;
  const compile::Rest& rest = *compiled.program->rest;
  MORTISE_ASSIGN(const std::vector<TensorRef> own, wrap(inputs));
  std::vector<std::vector<TensorRef>> loops;
  MORTISE_TRY(run_loops(compiled, run, {border, own}, loops));
  std::vector<const Tensor*> rest_inputs;
  for (const compile::Rest::Source& source : rest.inputs) {
    const TensorRef& value = source.from == From::kProgram ? border[source.index]
                             : source.from == From::kStage ? own[source.index]
                                                           : loops[source.index][source.output];
    rest_inputs.push_back(value.get());
  }
  std::vector<TensorRef> rest_outputs(compiled.rest->graph().outputs().size());
  for (size_t i = 0; i < outputs.size(); ++i) {
    const auto& [here, index] = rest.outputs[i];
    if (!here) rest_outputs[index] = outputs[i];
  }
  MORTISE_TRY(compiled.rest->run(run, rest_inputs, rest_outputs));
  for (size_t i = 0; i < outputs.size(); ++i) {
    const auto& [here, index] = rest.outputs[i];
    outputs[i] = here ? border[index] : rest_outputs[index];
  }
  return {};
}

}  // namespace mortise::run
