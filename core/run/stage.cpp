#include "core/run/stage.hpp"

#include <algorithm>
#include <array>

#include "core/base/dense_size.hpp"
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

}  // namespace

Stage::Stage(Runtime& runtime, std::shared_ptr<ProgramCache> cache, graph::Graph graph,
             std::vector<bool> values_matter, std::vector<Range> ranges)
    : runtime_(runtime),
      cache_(std::move(cache)),
      graph_(std::move(graph)),
      values_matter_(std::move(values_matter)),
      ranges_(std::move(ranges)) {}

Stage::~Stage() { cache_->drop(*this); }

Status Stage::run(const Run& run, const Inputs& inputs, std::vector<TensorRef>& outputs) {
  MORTISE_TRY(run.limits.check(runtime_.services()));
  MORTISE_TRY(check_inputs(inputs));
  std::shared_ptr<Compiled> compiled;
  std::shared_ptr<const ShapeTable> shapes;
  MORTISE_TRY(find(inputs, run.limits, compiled, shapes));
  if (compiled->rest == nullptr) return execute(*compiled, shapes.get(), run, inputs, outputs);
  std::vector<TensorRef> border(compiled->program->outputs.size());
  for (size_t i = 0; i < outputs.size(); ++i) {
    const auto& [here, index] = compiled->program->rest->outputs[i];
    if (here) border[index] = outputs[i];
  }
  MORTISE_TRY(execute(*compiled, shapes.get(), run, inputs, border));
  return run_rest(*compiled, run, inputs, border, outputs);
}

// Dtypes, ranks, known extents, and that equal symbols have equal extents.
Status Stage::check_inputs(const Inputs& inputs) const {
  if (inputs.size() != graph_.inputs().size()) {
    return invalid_argument(std::to_string(inputs.size()) + " inputs given, but the graph has " +
                            std::to_string(graph_.inputs().size()));
  }
  std::array<int64_t, 16> few;
  std::vector<int64_t> many;  // so that an ordinary graph's run allocates nothing here
  int64_t* known_symbols = few.data();
  if (graph_.symbols().size() > few.size()) {
    many.resize(graph_.symbols().size());
    known_symbols = many.data();
  }
  std::fill_n(known_symbols, graph_.symbols().size(), -1);
  for (size_t i = 0; i < inputs.size(); ++i) {
    const graph::Value& value = *graph_.value(graph_.inputs()[i]);
    const mortise_tensor_view_t& view = *inputs[i];
    const auto mismatch = [&](const std::string& why) {
      return invalid_argument("input '" + value.name + "' is " + describe(view) +
                              ", but the model takes " + value.type.to_string() + why);
    };
    if (view.dtype != value.type.dtype) return mismatch("");
    if (!value.type.ranked) continue;
    if (view.rank != value.type.shape.size()) return mismatch("");
    for (uint32_t axis = 0; axis < view.rank; ++axis) {
      const int64_t wanted = value.type.shape[axis];
      if (wanted >= 0 && wanted != view.shape[axis]) return mismatch("");
      if (wanted > MORTISE_DIM_SYMBOL(0)) continue;
      const auto symbol = static_cast<size_t>(MORTISE_DIM_SYMBOL(0) - wanted);
      if (known_symbols[symbol] >= 0 && known_symbols[symbol] != view.shape[axis]) {
        return mismatch(", and '" + graph_.symbols()[symbol] + "' is " +
                        std::to_string(known_symbols[symbol]) + " elsewhere");
      }
      known_symbols[symbol] = view.shape[axis];
    }
  }
  return {};
}

compile::Request Stage::request_for(const Inputs& inputs, bool bounds) const {
  compile::Request request;
  request.graph = &graph_;
  request.ranged = bounds;
  for (size_t i = 0; i < inputs.size(); ++i) {
    request.shapes.emplace_back(inputs[i]->shape, inputs[i]->shape + inputs[i]->rank);
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
  for (size_t i = 0; i < inputs.size(); ++i) {
    append(key, inputs[i]->rank);
    const graph::Type& type = graph_.value(graph_.inputs()[i])->type;
    for (uint32_t axis = 0; axis < inputs[i]->rank; ++axis) {
      int64_t extent = inputs[i]->shape[axis];
      for (const Range& range : ranges_) {
        if (ranged && axis < type.shape.size() &&
            type.shape[axis] == MORTISE_DIM_SYMBOL(range.symbol)) {
          extent = range.bound;
        }
      }
      append(key, extent);
    }
    if (values_matter_[i]) append_content(key, *inputs[i]);
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

Result<std::shared_ptr<Compiled>> Stage::compile_for(const Inputs& inputs, bool ranged) {
  compile::Request request = request_for(inputs, ranged);
  for (size_t i = 0; i < inputs.size(); ++i) {
    request.values.emplace_back();
    if (!values_matter_[i]) continue;
    MORTISE_ASSIGN(request.values.back(), graph::Constant::copy(*inputs[i]));
  }
  MORTISE_ASSIGN(const compile::Backends backends, runtime_.backends());
  auto compiled = std::make_shared<Compiled>();
  compiled->idle.reserve(kMostIdleContexts);  // so that giving one back cannot fail
  MORTISE_ASSIGN(compiled->program, compile::compile(request, runtime_.host(), backends));
  compiled->profile = std::make_unique<Profile>(compiled->program->steps.size());
  compiled->input_shapes = request.shapes;
  if (compiled->program->rest != nullptr) {
    std::vector<bool> matter;
    for (const compile::Rest::Source& source : compiled->program->rest->inputs)
      matter.push_back(source.value_matters);
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
  auto shapes = compile::actual_shapes(actual, *compiled->program, runtime_.host());
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

Status Stage::prepare_outputs(const Compiled& compiled, const Context& context,
                              std::vector<TensorRef>& outputs) const {
  for (size_t i = 0; i < outputs.size(); ++i) {
    const mortise_tensor_view_t& planned = context.tensor(compiled.program->outputs[i]);
    const std::vector<int64_t> shape(planned.shape, planned.shape + planned.rank);
    if (!outputs[i]) {
      MORTISE_ASSIGN(outputs[i], Tensor::create(runtime_.services(), runtime_.shared_from_this(),
                                                planned.dtype, shape));
      continue;
    }
    const mortise_tensor_view_t& given = outputs[i]->view();
    if (given.dtype != planned.dtype ||
        std::vector<int64_t>(given.shape, given.shape + given.rank) != shape) {
      return invalid_argument("output " + std::to_string(i) + " is given as " + describe(given) +
                              ", but the run produces " + describe(planned));
    }
    if (!outputs[i]->dense()) {
      return invalid_argument("output " + std::to_string(i) +
                              " is given with strides; give a dense tensor");
    }
    const graph::Type& type = compiled.program->tensors[compiled.program->outputs[i]].type;
    if (type.bounded_dims != 0) {
      return invalid_argument("output " + std::to_string(i) +
                              " has a shape that depends on data; let the run make it");
    }
  }
  return {};
}

namespace {

/// A context taken from a program's pool; goes back when it is reusable.
class Borrowed {
 public:
  static Result<Borrowed> take(Compiled& compiled, Services& services) {
    {
      const std::lock_guard<std::mutex> lock(compiled.mutex);
      if (!compiled.idle.empty()) {
        std::unique_ptr<Context> context = std::move(compiled.idle.back());
        compiled.idle.pop_back();
        return Borrowed(compiled, std::move(context));
      }
    }
    MORTISE_ASSIGN(std::unique_ptr<Context> context, Context::create(*compiled.program, services));
    return Borrowed(compiled, std::move(context));
  }
  Borrowed(Borrowed&&) = default;
  Borrowed& operator=(Borrowed&&) = delete;
  ~Borrowed() {
    if (context_ == nullptr || !reusable_) return;
    context_->clear_strings();
    const std::lock_guard<std::mutex> lock(compiled_.mutex);
    if (compiled_.idle.size() < kMostIdleContexts) compiled_.idle.push_back(std::move(context_));
  }
  Context& operator*() const { return *context_; }
  Context* operator->() const { return context_.get(); }
  void set_reusable(bool reusable) { reusable_ = reusable; }

 private:
  Borrowed(Compiled& compiled, std::unique_ptr<Context> context)
      : compiled_(compiled), context_(std::move(context)) {}
  Compiled& compiled_;
  std::unique_ptr<Context> context_;
  bool reusable_ = true;
};

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
  MORTISE_ASSIGN(Borrowed context, Borrowed::take(compiled, runtime_.services()));
  context->set_shapes(shapes);
  MORTISE_TRY(prepare_outputs(compiled, *context, outputs));
  for (uint32_t i = 0; i < inputs.size(); ++i) context->bind_input(i, inputs[i]->data);
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

Status Stage::run_rest(Compiled& compiled, const Run& run, const Inputs& inputs,
                       std::vector<TensorRef>& border, std::vector<TensorRef>& outputs) {
  const compile::Rest& rest = *compiled.program->rest;
  Inputs rest_inputs;
  for (const compile::Rest::Source& source : rest.inputs) {
    rest_inputs.push_back(source.from_program ? &border[source.index]->view()
                                              : inputs[source.index]);
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
