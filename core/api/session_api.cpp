// mortise.h: sessions, runs, cancellation and states.
#include <chrono>
#include <condition_variable>

#include "core/api/shim.hpp"
#include "core/run/state_store.hpp"

using namespace mortise;
using namespace mortise::api;

namespace {

using SessionRef = std::shared_ptr<run::Session>;

// Ten years in nanoseconds. What is longer is no limit, and could overflow as a point in time.
constexpr int64_t kLongestWait = int64_t{10} * 365 * 24 * 3600 * 1'000'000'000;

SessionRef& session_of(mortise_session_t* handle) { return *reinterpret_cast<SessionRef*>(handle); }
const run::Session& session_of(const mortise_session_t* handle) {
  return **reinterpret_cast<const SessionRef*>(handle);
}
// Null for a null handle.
const graph::Graph* graph_of(const mortise_session_t* handle) {
  return handle == nullptr ? nullptr : &session_of(handle).graph();
}

}  // namespace

// An asynchronous run. Owned by its handle alone: the thread that runs it touches it last when it
// says that it is done.
struct mortise_run {
  SessionRef session;
  run::Session::RunOptions options;
  run::Cancellation own_cancellation;
  std::vector<run::TensorRef> inputs;
  std::vector<run::TensorRef> outputs;
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
  Status status;
};

mortise_status_t* mortise_session_create(mortise_runtime_t* runtime, const mortise_graph_t* graph,
                                         const mortise_session_options_t* options,
                                         mortise_session_t** out_session) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(runtime, "runtime"));
    MORTISE_TRY(require(graph, "graph"));
    MORTISE_TRY(require(out_session, "out_session"));
    MORTISE_ASSIGN(std::unique_ptr<run::Session> session,
                   run::Session::create(runtime_of(runtime), *graph::from_abi(graph), options));
    *out_session = reinterpret_cast<mortise_session_t*>(new SessionRef(std::move(session)));
    return {};
  });
}

void mortise_session_release(mortise_session_t* session) {
  delete reinterpret_cast<SessionRef*>(session);
}

uint64_t mortise_session_input_count(const mortise_session_t* session) {
  const graph::Graph* graph = graph_of(session);
  return graph == nullptr ? 0 : graph->inputs().size();
}

uint64_t mortise_session_output_count(const mortise_session_t* session) {
  const graph::Graph* graph = graph_of(session);
  return graph == nullptr ? 0 : graph->outputs().size();
}

mortise_string_t mortise_session_input_name(const mortise_session_t* session, uint64_t index) {
  const graph::Graph* graph = graph_of(session);
  if (graph == nullptr || index >= graph->inputs().size()) return {};
  return to_abi(graph->value(graph->inputs()[index])->name);
}

mortise_string_t mortise_session_output_name(const mortise_session_t* session, uint64_t index) {
  const graph::Graph* graph = graph_of(session);
  if (graph == nullptr || index >= graph->outputs().size()) return {};
  return to_abi(graph->outputs()[index].name);
}

const mortise_type_t* mortise_session_input_type(const mortise_session_t* session, uint64_t index) {
  return session == nullptr ? nullptr : session_of(session).input_type(index);
}

const mortise_type_t* mortise_session_output_type(const mortise_session_t* session,
                                                  uint64_t index) {
  return session == nullptr ? nullptr : session_of(session).output_type(index);
}

mortise_string_t mortise_session_metadata(const mortise_session_t* session, mortise_string_t key) {
  const graph::Graph* graph = graph_of(session);
  if (graph == nullptr) return {};
  const auto found = graph->metadata().find(to_view(key));
  return found == graph->metadata().end() ? mortise_string_t{} : to_abi(found->second);
}

mortise_status_t* mortise_session_report(const mortise_session_t* session,
                                         mortise_text_t** out_json) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(session, "session"));
    MORTISE_TRY(require(out_json, "out_json"));
    *out_json = make_text(session_of(session).report());
    return {};
  });
}

mortise_status_t* mortise_session_run(mortise_session_t* session,
                                      const mortise_run_options_t* options, uint64_t input_count,
                                      mortise_tensor_t* const* inputs, uint64_t output_count,
                                      mortise_tensor_t** outputs) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(session, "session"));
    if (input_count > 0) MORTISE_TRY(require(inputs, "inputs"));
    if (output_count > 0) MORTISE_TRY(require(outputs, "outputs"));
    MORTISE_ASSIGN(const run::Session::RunOptions own_options, run::Session::read_options(options));
    std::vector<run::Tensor*> own_inputs;
    for (uint64_t i = 0; i < input_count; ++i) own_inputs.push_back(run::from_abi(inputs[i]));
    std::vector<run::TensorRef> own_outputs;
    own_outputs.reserve(output_count);  // so that what is retained is always owned
    for (uint64_t i = 0; i < output_count; ++i) {
      if (outputs[i] != nullptr) run::from_abi(outputs[i])->retain();
      own_outputs.emplace_back(run::from_abi(outputs[i]));
    }
    MORTISE_TRY(session_of(session)->run(own_options, own_inputs, own_outputs));
    for (uint64_t i = 0; i < output_count; ++i) {
      if (outputs[i] == nullptr) outputs[i] = run::to_abi(own_outputs[i].detach());
    }
    return {};
  });
}

mortise_status_t* mortise_session_run_async(mortise_session_t* session,
                                            const mortise_run_options_t* options,
                                            uint64_t input_count, mortise_tensor_t* const* inputs,
                                            mortise_run_t** out_run) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(session, "session"));
    MORTISE_TRY(require(out_run, "out_run"));
    if (input_count > 0) MORTISE_TRY(require(inputs, "inputs"));
    auto handle = std::make_unique<mortise_run>();
    MORTISE_ASSIGN(handle->options, run::Session::read_options(options));
    handle->session = session_of(session);
    handle->options.cancellations[1] = &handle->own_cancellation.requested;
    handle->inputs.reserve(input_count);
    for (uint64_t i = 0; i < input_count; ++i) {
      MORTISE_TRY(require(inputs[i], "an input"));
      run::from_abi(inputs[i])->retain();
      handle->inputs.emplace_back(run::from_abi(inputs[i]));
    }
    handle->outputs.resize(handle->session->graph().outputs().size());
    mortise_run* raw = handle.get();
    MORTISE_TRY(handle->session->runtime()->queue().push([raw] {
      Status status(firewall([&] {
        std::vector<run::Tensor*> own_inputs;
        for (const run::TensorRef& input : raw->inputs) own_inputs.push_back(input.get());
        return raw->session->run(raw->options, own_inputs, raw->outputs);
      }));
      const std::lock_guard<std::mutex> lock(raw->mutex);
      raw->status = std::move(status);
      raw->done = true;
      raw->changed.notify_all();
    }));
    *out_run = handle.release();
    return {};
  });
}

mortise_status_t* mortise_run_wait(mortise_run_t* run, int64_t timeout_nanoseconds) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(run, "run"));
    std::unique_lock<std::mutex> lock(run->mutex);
    const auto done = [run] { return run->done; };
    if (timeout_nanoseconds < 0 || timeout_nanoseconds > kLongestWait) {
      run->changed.wait(lock, done);
    } else if (!run->changed.wait_for(lock, std::chrono::nanoseconds(timeout_nanoseconds), done)) {
      return {MORTISE_STATUS_DEADLINE_EXCEEDED, "the run has not ended yet",
              MORTISE_STATUS_FLAG_RETRYABLE};
    }
    return run->status.clone();
  });
}

mortise_status_t* mortise_run_output(mortise_run_t* run, uint64_t index,
                                     mortise_tensor_t** out_tensor) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(run, "run"));
    MORTISE_TRY(require(out_tensor, "out_tensor"));
    const std::lock_guard<std::mutex> lock(run->mutex);
    if (!run->done || !run->status.ok())
      return failed_precondition("the run has not ended well: wait for it first");
    if (index >= run->outputs.size()) {
      return invalid_argument("output " + std::to_string(index) + " of " +
                              std::to_string(run->outputs.size()));
    }
    run->outputs[index]->retain();
    *out_tensor = run::to_abi(run->outputs[index].get());
    return {};
  });
}

void mortise_run_cancel(mortise_run_t* run) {
  if (run != nullptr) run->own_cancellation.requested.store(true, std::memory_order_relaxed);
}

void mortise_run_release(mortise_run_t* run) {
  if (run == nullptr) return;
  mortise_run_cancel(run);
  {
    std::unique_lock<std::mutex> lock(run->mutex);
    run->changed.wait(lock, [run] { return run->done; });
  }
  delete run;
}

mortise_status_t* mortise_cancellation_create(mortise_cancellation_t** out_cancellation) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(out_cancellation, "out_cancellation"));
    *out_cancellation = reinterpret_cast<mortise_cancellation_t*>(new run::Cancellation);
    return {};
  });
}

void mortise_cancellation_cancel(mortise_cancellation_t* cancellation) {
  if (cancellation == nullptr) return;
  reinterpret_cast<run::Cancellation*>(cancellation)
      ->requested.store(true, std::memory_order_relaxed);
}

void mortise_cancellation_release(mortise_cancellation_t* cancellation) {
  delete reinterpret_cast<run::Cancellation*>(cancellation);
}

mortise_status_t* mortise_state_store_create(mortise_runtime_t* runtime,
                                             mortise_state_store_t** out_store) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(runtime, "runtime"));
    MORTISE_TRY(require(out_store, "out_store"));
    const RuntimeRef& owner = runtime_of(runtime);
    *out_store =
        reinterpret_cast<mortise_state_store_t*>(new run::StateStore(owner, owner->services()));
    return {};
  });
}

void mortise_state_store_release(mortise_state_store_t* store) {
  delete reinterpret_cast<run::StateStore*>(store);
}

mortise_status_t* mortise_state_store_get(mortise_state_store_t* store, mortise_string_t name,
                                          mortise_tensor_t** out_tensor) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(store, "store"));
    MORTISE_TRY(require(out_tensor, "out_tensor"));
    MORTISE_ASSIGN(run::TensorRef tensor,
                   reinterpret_cast<run::StateStore*>(store)->get(to_view(name)));
    *out_tensor = run::to_abi(tensor.detach());
    return {};
  });
}

mortise_status_t* mortise_state_store_set(mortise_state_store_t* store, mortise_string_t name,
                                          const mortise_tensor_t* tensor) {
  return firewall([&]() -> Status {
    MORTISE_TRY(require(store, "store"));
    MORTISE_TRY(require(tensor, "tensor"));
    const run::Tensor& content = *run::from_abi(tensor);
    if (content.kind() != MORTISE_VALUE_TENSOR)
      return invalid_argument("a state is a tensor, not " + run::describe(content));
    return reinterpret_cast<run::StateStore*>(store)->set(to_view(name), content.view());
  });
}
