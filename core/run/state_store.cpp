#include "core/run/state_store.hpp"

#include <chrono>
#include <cstring>

#include "core/base/dense_size.hpp"

namespace mortise::run {
namespace {

constexpr uint64_t kAlignment = 64;
constexpr std::chrono::milliseconds kPoll{5};  // how often a waiting run looks at its limits

bool same_type(const graph::Type& left, const graph::Type& right) {
  return left.dtype == right.dtype && left.shape == right.shape;
}

}  // namespace

Status Limits::check(const Services& services) const {
  if (cancelled()) return {MORTISE_STATUS_CANCELLED, "the run was cancelled"};
  if (deadline != INT64_MAX && services.now() >= deadline) {
    return {MORTISE_STATUS_DEADLINE_EXCEEDED, "the run's time limit is over",
            MORTISE_STATUS_FLAG_RETRYABLE};
  }
  return {};
}

StateStore::StateStore(std::shared_ptr<void> keep_alive, Services& services)
    : keep_alive_(std::move(keep_alive)), services_(services) {}

StateStore::~StateStore() = default;

Result<std::unique_ptr<StateStore::State>> StateStore::make(const compile::StatePlan& plan,
                                                            const compile::Program& program) {
  auto state = std::make_unique<State>();
  state->type = plan.type;
  MORTISE_ASSIGN(const uint64_t size, dense_size(plan.type.dtype, plan.type.shape));
  std::vector<unsigned char> zeros;
  const void* content = nullptr;
  if (plan.initial != nullptr) {
    content = plan.initial->view().data;
  } else {
    zeros.resize(static_cast<size_t>(size));
    content = zeros.data();
  }
  if (plan.space == 0) {
    state->memory_space = "host";
    MORTISE_ASSIGN(state->host, HostMemory::create(services_, size, kAlignment));
    if (size > 0) std::memcpy(state->host.data(), content, static_cast<size_t>(size));
  } else {
    const std::shared_ptr<compile::Device>& device = program.spaces[plan.space].device;
    state->memory_space = device->memory_space();
    MORTISE_ASSIGN(state->device, compile::DeviceMemory::create(device, size));
    MORTISE_TRY(state->device.write(content, size));
  }
  return state;
}

Status StateStore::find_or_make(const compile::Program& program, std::vector<State*>& out_states) {
  for (const compile::StatePlan& plan : program.states) {
    auto found = states_.find(plan.name);
    if (found == states_.end()) {
      MORTISE_ASSIGN(std::unique_ptr<State> made, make(plan, program));
      found = states_.emplace(plan.name, std::move(made)).first;
    }
    State& state = *found->second;
    if (!same_type(state.type, plan.type)) {
      return invalid_argument("state '" + plan.name + "' is " + state.type.to_string() +
                              ", but the graph declares " + plan.type.to_string());
    }
    const std::string& space =
        plan.space == 0 ? "host" : program.spaces[plan.space].device->memory_space();
    if (state.memory_space != space) {
      return unsupported("state '" + plan.name + "' lives in memory space '" + state.memory_space +
                         "', but this program runs on it in '" + space +
                         "'; give both programs the same backends");
    }
    out_states.push_back(&state);
  }
  return {};
}

Status StateStore::acquire(const compile::Program& program, const Limits& limits,
                           std::vector<State*>& out_states) {
  out_states.clear();
  std::unique_lock<std::mutex> lock(mutex_);
  MORTISE_TRY(find_or_make(program, out_states));
  const auto available = [&] {
    for (size_t i = 0; i < out_states.size(); ++i) {
      if (out_states[i]->writing || (program.states[i].written && out_states[i]->readers > 0))
        return false;
    }
    return true;
  };
  while (!available()) {
    MORTISE_TRY(limits.check(services_));
    changed_.wait_for(lock, kPoll);
  }
  for (size_t i = 0; i < out_states.size(); ++i) {
    if (out_states[i]->undefined) {
      return data_loss("state '" + program.states[i].name +
                       "' is undefined since a run that wrote it failed; set it anew");
    }
  }
  for (size_t i = 0; i < out_states.size(); ++i) {
    if (program.states[i].written) {
      out_states[i]->writing = true;
    } else {
      out_states[i]->readers += 1;
    }
  }
  return {};
}

void StateStore::release(const compile::Program& program, const std::vector<State*>& states,
                         bool failed) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (size_t i = 0; i < states.size(); ++i) {
      if (!program.states[i].written) {
        states[i]->readers -= 1;
        continue;
      }
      states[i]->writing = false;
      const bool append_only = (program.states[i].flags & MORTISE_STATE_APPEND_ONLY) != 0;
      if (failed && !append_only) states[i]->undefined = true;
    }
  }
  changed_.notify_all();
}

Result<TensorRef> StateStore::get(std::string_view name) {
  std::unique_lock<std::mutex> lock(mutex_);
  const auto found = states_.find(name);
  if (found == states_.end())
    return not_found("state '" + std::string(name) + "' does not exist yet");
  State& state = *found->second;
  changed_.wait(lock, [&] { return !state.writing; });
  if (state.undefined) {
    return data_loss("state '" + std::string(name) +
                     "' is undefined since a run that wrote it failed; set it anew");
  }
  MORTISE_ASSIGN(TensorRef tensor,
                 Tensor::create(services_, keep_alive_, state.type.dtype, state.type.shape));
  const mortise_tensor_view_t& view = tensor->view();
  if (state.device.device()) {
    MORTISE_TRY(state.device.read(view.data, view.byte_size));
  } else if (view.byte_size > 0) {
    std::memcpy(view.data, state.host.data(), static_cast<size_t>(view.byte_size));
  }
  return tensor;
}

Status StateStore::set(std::string_view name, const mortise_tensor_view_t& tensor) {
  if (tensor.dtype == MORTISE_DTYPE_STRING) return unsupported("states of strings");
  MORTISE_ASSIGN(const TensorRef dense,
                 Tensor::create(services_, keep_alive_, tensor.dtype,
                                std::vector<int64_t>(tensor.shape, tensor.shape + tensor.rank)));
  MORTISE_TRY(copy_elements(tensor, dense->view()));
  const mortise_tensor_view_t& view = dense->view();
  std::unique_lock<std::mutex> lock(mutex_);
  auto found = states_.find(name);
  if (found == states_.end()) {
    auto state = std::make_unique<State>();
    state->type = graph::Type::tensor(
        tensor.dtype, std::vector<int64_t>(tensor.shape, tensor.shape + tensor.rank));
    state->memory_space = "host";
    MORTISE_ASSIGN(state->host, HostMemory::create(services_, view.byte_size, kAlignment));
    found = states_.emplace(std::string(name), std::move(state)).first;
  }
  State& state = *found->second;
  changed_.wait(lock, [&] { return !state.writing && state.readers == 0; });
  if (state.type.dtype != view.dtype ||
      state.type.shape != std::vector<int64_t>(view.shape, view.shape + view.rank)) {
    return invalid_argument("state '" + std::string(name) + "' is " + state.type.to_string() +
                            ", not " + describe(view));
  }
  if (state.device.device()) {
    MORTISE_TRY(state.device.write(view.data, view.byte_size));
  } else if (view.byte_size > 0) {
    std::memcpy(state.host.data(), view.data, static_cast<size_t>(view.byte_size));
  }
  state.undefined = false;
  return {};
}

}  // namespace mortise::run
