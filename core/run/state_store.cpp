#include "core/run/state_store.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>

#include "core/base/dense_size.hpp"
#include "core/base/firewall.hpp"

namespace mortise::run {
namespace {

constexpr uint64_t kAlignment = 64;
constexpr std::chrono::milliseconds kPoll{5};  // how often a waiting run looks at its limits

bool same_type(const graph::Type& left, const graph::Type& right) {
  return left.dtype == right.dtype && left.shape == right.shape;
}

std::string space_name(const compile::Space& space) {
  return space.device == nullptr ? "host" : space.device->memory_space();
}

Status undefined_state(std::string_view name) {
  return data_loss("state '" + std::string(name) +
                   "' is undefined since a run that wrote it failed; set it anew");
}

}  // namespace

Status StateStore::Content::read(void* bytes, uint64_t size) const {
  if (device.device()) return device.read(bytes, size);
  if (size > 0) std::memcpy(bytes, host.data(), static_cast<size_t>(size));
  return {};
}

Status StateStore::Content::write(const void* bytes, uint64_t size) {
  if (device.device()) return device.write(bytes, size);
  if (size > 0) std::memcpy(host.data(), bytes, static_cast<size_t>(size));
  return {};
}

Status StateStore::Content::clear(uint64_t size) {
  if (size == 0) return {};
  if (!device.device()) {
    std::memset(host.data(), 0, static_cast<size_t>(size));
    return {};
  }
  const compile::Device& own = *device.device();
  void* mapped = nullptr;
  MORTISE_TRY(
      own.table().buffer_map(own.handle(), device.buffer(), 0, size, MORTISE_MAP_WRITE, &mapped));
  std::memset(mapped, 0, static_cast<size_t>(size));
  return Status(own.table().buffer_unmap(own.handle(), device.buffer()));
}

StateStore::StateStore(std::shared_ptr<void> keep_alive, Services& services)
    : keep_alive_(std::move(keep_alive)), services_(services) {}

StateStore::~StateStore() = default;

bool StateStore::available(const State& state, bool to_write) {
  return !state.writing && (!to_write || state.readers == 0);
}

// A content in the program's memory space: that of `from`, or the state's first one.
Result<std::shared_ptr<StateStore::Content>> StateStore::make_content(
    const compile::StatePlan& plan, const compile::Space& space, const Content* from) {
  auto content = std::make_shared<Content>();
  MORTISE_ASSIGN(const uint64_t size, dense_size(plan.type.dtype, plan.type.shape));
  if (space.device == nullptr) {
    MORTISE_ASSIGN(content->host, HostMemory::create(services_, size, kAlignment));
  } else {
    MORTISE_ASSIGN(content->device, compile::DeviceMemory::create(space.device, size));
  }
  if (from != nullptr) {
    MORTISE_TRY(content->write(from->data(), size));
  } else if (plan.initial != nullptr) {
    MORTISE_TRY(content->write(plan.initial->view().data, size));
  } else {
    MORTISE_TRY(content->clear(size));
  }
  return content;
}

// Requires: the state is held by the caller's lease. Others may hold it too, to read.
Status StateStore::bind(State& state, const compile::StatePlan& plan, const compile::Space& space) {
  const std::string wanted = space_name(space);
  std::shared_ptr<Content> made;
  std::unique_lock<std::mutex> lock(mutex_);
  while (state.content == nullptr || state.memory_space != wanted) {
    if (state.bound) {
      return unsupported("state '" + plan.name + "' lives in memory space '" + state.memory_space +
                         "', but this program runs on it in '" + wanted +
                         "'; give both programs the same backends");
    }
    if (made != nullptr) {
      state.type = plan.type;
      state.memory_space = wanted;
      state.content = std::move(made);
      break;
    }
    if (state.content != nullptr && !same_type(state.type, plan.type)) break;
    // Without the lock, because devices are asked. Who comes second throws its content away.
    const std::shared_ptr<const Content> old = state.content;
    lock.unlock();
    MORTISE_ASSIGN(made, make_content(plan, space, old.get()));
    lock.lock();
  }
  if (!same_type(state.type, plan.type)) {
    return invalid_argument("state '" + plan.name + "' is " + state.type.to_string() +
                            ", but the graph declares " + plan.type.to_string());
  }
  state.bound = true;
  return {};
}

namespace {

/// A reader's share of a state. Requires: the store's lock at its begin, not at its end.
class Reading {
 public:
  Reading(StateStore::State& state, std::mutex& mutex, std::condition_variable& changed)
      : state_(state), mutex_(mutex), changed_(changed) {
    state_.readers += 1;
  }
  ~Reading() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      state_.readers -= 1;
    }
    changed_.notify_all();
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

 private:
  StateStore::State& state_;
  std::mutex& mutex_;
  std::condition_variable& changed_;
};

}  // namespace

Result<TensorRef> StateStore::get(std::string_view name) {
  std::unique_lock<std::mutex> lock(mutex_);
  const auto found = states_.find(name);
  if (found == states_.end() || found->second->content == nullptr)
    return not_found("state '" + std::string(name) + "' does not exist yet");
  State& state = *found->second;
  changed_.wait(lock, [&] { return available(state, false); });
  if (state.undefined) return undefined_state(name);
  // Another reader may bind the state meanwhile, which moves it.
  const std::shared_ptr<const Content> content = state.content;
  const graph::Type type = state.type;
  const Reading reading(state, mutex_, changed_);
  lock.unlock();
  MORTISE_ASSIGN(TensorRef tensor, Tensor::create(services_, keep_alive_, type.dtype, type.shape));
  MORTISE_TRY(content->read(tensor->view().data, tensor->view().byte_size));
  return tensor;
}

Status StateStore::set(std::string_view name, const mortise_tensor_view_t& tensor) {
  if (tensor.dtype == MORTISE_DTYPE_STRING) return unsupported("states of strings");
  graph::Type type = graph::Type::tensor(
      tensor.dtype, std::vector<int64_t>(tensor.shape, tensor.shape + tensor.rank));
  MORTISE_ASSIGN(const TensorRef dense,
                 Tensor::create(services_, keep_alive_, type.dtype, type.shape));
  MORTISE_TRY(copy_elements(tensor, dense->view()));
  const mortise_tensor_view_t& view = dense->view();
  std::shared_ptr<Content> made;
  std::unique_lock<std::mutex> lock(mutex_);
  auto found = states_.find(name);
  if (found == states_.end())
    found = states_.emplace(std::string(name), std::make_unique<State>()).first;
  State& state = *found->second;
  while (true) {
    changed_.wait(lock, [&] { return available(state, true); });
    if (state.content != nullptr || made != nullptr) break;
    // Without the lock, because the embedder is asked for memory.
    lock.unlock();
    made = std::make_shared<Content>();
    MORTISE_ASSIGN(made->host, HostMemory::create(services_, view.byte_size, kAlignment));
    lock.lock();
  }
  if (state.content != nullptr && !same_type(state.type, type)) {
    return invalid_argument("state '" + std::string(name) + "' is " + state.type.to_string() +
                            ", not " + describe(view));
  }
  if (state.content == nullptr) {
    state.content = std::move(made);
    state.type = std::move(type);
    state.memory_space = "host";
  }
  state.writing = true;
  const std::shared_ptr<Content> content = state.content;
  lock.unlock();
  Status status(firewall([&] { return content->write(view.data, view.byte_size); }));
  lock.lock();
  state.writing = false;
  state.undefined = !status.ok();
  changed_.notify_all();
  return status;
}

// ---- one run's states ----

Status StateLease::take(const Limits& limits) {
  std::unique_lock<std::mutex> lock(store_->mutex_);
  std::vector<Held> wanted;
  for (const graph::State& declared : graph_.states()) {
    auto found = store_->states_.find(declared.name);
    if (found == store_->states_.end()) {
      found = store_->states_.emplace(declared.name, std::make_unique<StateStore::State>()).first;
    }
    const bool written = declared.next != graph::kNone && declared.next != declared.current;
    wanted.push_back({found->second.get(), written});
  }
  const auto all_available = [&] {
    return std::all_of(wanted.begin(), wanted.end(), [&](const Held& held) {
      return store_->available(*held.state, held.written);
    });
  };
  while (!all_available()) {
    MORTISE_TRY(limits.check(store_->services_));
    store_->changed_.wait_for(lock, kPoll);
  }
  for (size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].state->undefined) return undefined_state(graph_.states()[i].name);
  }
  for (const Held& held : wanted) {
    if (held.written) {
      held.state->writing = true;
    } else {
      held.state->readers += 1;
    }
  }
  held_ = std::move(wanted);
  taken_ = true;
  return {};
}

StateLease::~StateLease() {
  if (!taken_) return;
  {
    const std::lock_guard<std::mutex> lock(store_->mutex_);
    for (const Held& held : held_) {
      if (held.written) {
        held.state->writing = false;
      } else {
        held.state->readers -= 1;
      }
    }
  }
  store_->changed_.notify_all();
}

Status StateLease::bind(const compile::Program& program, const Limits& limits,
                        std::vector<StateStore::State*>& out_states) {
  out_states.clear();
  if (program.states.empty()) return {};
  if (store_ == nullptr) {
    return failed_precondition("the graph has states ('" + program.states[0].name +
                               "', …): the run needs a state store");
  }
  if (!taken_) MORTISE_TRY(take(limits));
  for (const compile::StatePlan& plan : program.states) {
    const std::vector<graph::State>& declared = graph_.states();
    const auto found =
        std::find_if(declared.begin(), declared.end(),
                     [&](const graph::State& state) { return state.name == plan.name; });
    StateStore::State* state = held_[static_cast<size_t>(found - declared.begin())].state;
    MORTISE_TRY(store_->bind(*state, plan, program.spaces[plan.space]));
    out_states.push_back(state);
  }
  return {};
}

void StateLease::spoil(const compile::Program& program,
                       const std::vector<StateStore::State*>& states) {
  if (states.empty()) return;
  const std::lock_guard<std::mutex> lock(store_->mutex_);
  for (size_t i = 0; i < states.size(); ++i) {
    const bool append_only = (program.states[i].flags & MORTISE_STATE_APPEND_ONLY) != 0;
    if (program.states[i].written && !append_only) states[i]->undefined = true;
  }
}

}  // namespace mortise::run
