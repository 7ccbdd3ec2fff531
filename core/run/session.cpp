#include "core/run/session.hpp"

#include <algorithm>
#include <span>

#include "core/base/struct_check.hpp"

namespace mortise::run {
namespace {

Result<std::vector<Range>> read_ranges(const graph::Graph& graph,
                                       const mortise_session_options_t* options) {
  std::vector<Range> ranges;
  if (options == nullptr) return ranges;
  MORTISE_TRY(check_struct(*options, "session options"));
  MORTISE_TRY(check_structs(options->ranges, options->range_count, "session options: range"));
  for (uint64_t i = 0; i < options->range_count; ++i) {
    const mortise_range_t& range = struct_at(options->ranges, i);
    const std::string name = to_string(range.symbol);
    const std::vector<std::string>& symbols = graph.symbols();
    const auto found = std::find(symbols.begin(), symbols.end(), name);
    if (found == symbols.end()) {
      return invalid_argument("range '" + name +
                              "': the graph has no symbolic dimension of that name");
    }
    if (range.bound < 1) {
      return invalid_argument("range '" + name + "': the bound must be at least 1, not " +
                              std::to_string(range.bound));
    }
    ranges.push_back({static_cast<uint32_t>(found - symbols.begin()), range.bound});
  }
  return ranges;
}

// Kernels read the bytes of strings without another look at them. Requires: dense.
Status check_strings(const mortise_tensor_view_t& view) {
  if (view.dtype != MORTISE_DTYPE_STRING) return {};
  const std::span elements(static_cast<const mortise_string_t*>(view.data),
                           static_cast<size_t>(view.byte_size / sizeof(mortise_string_t)));
  for (const mortise_string_t& element : elements) {
    if (element.data == nullptr && element.size > 0)
      return invalid_argument("it has a string of " + std::to_string(element.size) +
                              " bytes at the address null; give strings that have their bytes");
  }
  return {};
}

Status check_strings(const Tensor& value) {
  if (value.kind() == MORTISE_VALUE_TENSOR) return check_strings(value.view());
  for (const TensorRef& item : value.items()) MORTISE_TRY(check_strings(*item.get()));
  return {};
}

bool is_dense(const Tensor& value) {
  return value.dense() && std::all_of(value.items().begin(), value.items().end(),
                                      [](const TensorRef& item) { return is_dense(*item.get()); });
}

Result<TensorRef> make_dense(Tensor& value, const std::shared_ptr<Runtime>& runtime) {
  if (value.kind() == MORTISE_VALUE_TENSOR) {
    const mortise_tensor_view_t& view = value.view();
    MORTISE_ASSIGN(TensorRef dense,
                   Tensor::create(runtime->services(), runtime, view.dtype,
                                  std::vector<int64_t>(view.shape, view.shape + view.rank)));
    MORTISE_TRY(copy_elements(view, dense->view()));
    return dense;
  }
  std::vector<TensorRef> items;
  for (const TensorRef& item : value.items()) {
    if (is_dense(*item.get())) {
      items.push_back(item);
      continue;
    }
    MORTISE_ASSIGN(TensorRef dense, make_dense(*item.get(), runtime));
    items.push_back(std::move(dense));
  }
  return Tensor::pack(value.kind(), std::move(items));
}

Status check_ranges(const graph::Graph& graph, const std::vector<Range>& ranges) {
  if (ranges.empty()) return {};
  for (const graph::ValueId input : graph.inputs()) {
    const graph::Value& value = *graph.value(input);
    if (value.type.kind == MORTISE_VALUE_TENSOR) continue;
    return unsupported("input '" + value.name + "' is " + value.type.to_string() +
                       "; a session with ranges takes tensors only: create it without ranges");
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<Session>> Session::create(std::shared_ptr<Runtime> runtime,
                                                 const graph::Graph& graph,
                                                 const mortise_session_options_t* options) {
  graph::Graph own(graph);
  for (const config::Named& pass : runtime->config().passes) {
    MORTISE_TRY(runtime->transform(own, pass.name, pass.options));
  }
  MORTISE_TRY(runtime->simplify(own));
  MORTISE_ASSIGN(std::vector<Range> ranges, read_ranges(own, options));
  MORTISE_TRY(check_ranges(own, ranges));
  // Plans for ranges compare constants from run to run.
  const bool lets_go = ranges.empty();
  std::unique_ptr<Session> session(new Session);
  session->runtime_ = runtime;
  const std::vector<bool> values_matter(own.inputs().size(), false);
  auto cache = std::make_shared<ProgramCache>(runtime->config().execution.program_cache);
  session->stage_ = std::make_unique<Stage>(*runtime, std::move(cache), std::move(own),
                                            values_matter, std::move(ranges), lets_go);
  session->make_types();
  return session;
}

// The graph makes its ABI structs on demand, which is for one thread at a time.
void Session::make_types() {
  for (const graph::ValueId input : graph().inputs())
    input_types_.push_back(graph().abi_value(input)->type);
  for (const graph::Output& output : graph().outputs())
    output_types_.push_back(graph().abi_value(output.value)->type);
}

const mortise_type_t* Session::input_type(uint64_t index) const {
  return index < input_types_.size() ? input_types_[index] : nullptr;
}

const mortise_type_t* Session::output_type(uint64_t index) const {
  return index < output_types_.size() ? output_types_[index] : nullptr;
}

Result<Session::RunOptions> Session::read_options(const mortise_run_options_t* options) {
  RunOptions own;
  if (options == nullptr) return own;
  MORTISE_TRY(check_struct(*options, "run options"));
  if (options->timeout_nanoseconds < 0)
    return invalid_argument("run options: the timeout is negative");
  own.timeout = options->timeout_nanoseconds;
  if (options->cancellation != nullptr) {
    own.cancellations[0] = &reinterpret_cast<Cancellation*>(options->cancellation)->requested;
  }
  own.states = reinterpret_cast<StateStore*>(options->states);
  own.profile = options->profile != 0;
  return own;
}

Status Session::run(const RunOptions& options, const std::vector<Tensor*>& inputs,
                    std::vector<TensorRef>& outputs) {
  if (options.states != nullptr && &options.states->services() != &runtime_->services())
    return invalid_argument("the state store belongs to another runtime than the session");
  StateLease states(options.states, graph());
  Stage::Run run;
  run.states = &states;
  run.profile = options.profile;
  run.limits.cancellations = options.cancellations;
  if (options.timeout > 0) {
    const int64_t now = runtime_->services().now();
    run.limits.deadline = options.timeout > INT64_MAX - now ? INT64_MAX : now + options.timeout;
  }
  std::vector<const Tensor*> values;
  values.reserve(inputs.size());
  std::vector<TensorRef> packed;  // dense copies of inputs with strides
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i] == nullptr) return invalid_argument("input " + std::to_string(i) + " is null");
    values.push_back(inputs[i]);
    if (!is_dense(*inputs[i])) {
      MORTISE_ASSIGN(TensorRef dense, make_dense(*inputs[i], runtime_));
      values.back() = dense.get();
      packed.push_back(std::move(dense));
    }
    MORTISE_TRY(check_strings(*values.back()).annotate("input " + std::to_string(i)));
  }
  if (outputs.size() != graph().outputs().size()) {
    return invalid_argument(std::to_string(outputs.size()) +
                            " outputs asked for, but the graph has " +
                            std::to_string(graph().outputs().size()));
  }
  return stage_->run(run, values, outputs);
}

}  // namespace mortise::run
