// States: tensors that live longer than a run and are shared by programs (a KV cache, parameters).
//
// Any number of runs read a state at once, one writes it. A run takes all its states together
// before it starts, so runs never wait for each other in a circle. A run that fails leaves the
// states that it wrote undefined, unless they are append-only.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/compile/program.hpp"
#include "core/run/services.hpp"
#include "core/run/tensor.hpp"

namespace mortise::run {

/// When to give up.
struct Limits {
  int64_t deadline = INT64_MAX;  // Services::now() nanoseconds
  // A run is stopped by what its caller gave, and by its own handle. May be null.
  std::array<const std::atomic<bool>*, 2> cancellations{};

  bool cancelled() const {
    for (const std::atomic<bool>* flag : cancellations) {
      if (flag != nullptr && flag->load(std::memory_order_relaxed)) return true;
    }
    return false;
  }
  /// CANCELLED, DEADLINE_EXCEEDED or success.
  Status check(const Services& services) const;
};

class StateStore {
 public:
  StateStore(std::shared_ptr<void> keep_alive, Services& services);
  ~StateStore();
  StateStore(const StateStore&) = delete;
  StateStore& operator=(const StateStore&) = delete;

  struct State {
    graph::Type type;
    std::string memory_space;
    HostMemory host;               // when memory_space is "host"
    compile::DeviceMemory device;  // otherwise
    uint32_t readers = 0;
    bool writing = false;
    bool undefined = false;

    void* data() const { return device.device() ? device.data() : host.data(); }
  };

  /// Takes the program's states, making those that do not exist yet; waits for their users.
  /// `out_states` follows program.states.
  Status acquire(const compile::Program& program, const Limits& limits,
                 std::vector<State*>& out_states);
  /// Gives back what acquire took. `failed`: the run did not end well.
  void release(const compile::Program& program, const std::vector<State*>& states, bool failed);

  Result<TensorRef> get(std::string_view name);
  Status set(std::string_view name, const mortise_tensor_view_t& tensor);

 private:
  Result<std::unique_ptr<State>> make(const compile::StatePlan& plan,
                                      const compile::Program& program);
  Status find_or_make(const compile::Program& program, std::vector<State*>& out_states);

  std::shared_ptr<void> keep_alive_;
  Services& services_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, std::unique_ptr<State>, std::less<>> states_;
};

}  // namespace mortise::run
