// States: tensors that live longer than a run and are shared by programs (a KV cache, parameters).
//
// Any number of runs read a state at once, one writes it. A run takes all the states of its graph
// together before its first program starts and holds them until its last one has ended, so runs
// never wait for each other in a circle and never see each other's half-done work. A run that fails
// leaves the states that it wrote undefined, unless they are append-only.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/compile/program.hpp"
#include "core/run/limits.hpp"
#include "core/run/services.hpp"
#include "core/run/tensor.hpp"

namespace mortise::run {

class StateStore {
 public:
  StateStore(std::shared_ptr<void> keep_alive, Services& services);
  ~StateStore();
  StateStore(const StateStore&) = delete;
  StateStore& operator=(const StateStore&) = delete;

  /// Where a state's content lies.
  struct Content {
    HostMemory host;               // without a device
    compile::DeviceMemory device;  // otherwise

    void* data() const { return device.device() ? device.data() : host.data(); }
    Status read(void* bytes, uint64_t size) const;
    Status write(const void* bytes, uint64_t size);
    Status clear(uint64_t size);  // to zeros
  };

  struct State {
    std::shared_ptr<Content> content;  // null: nobody has made the state yet
    graph::Type type;
    std::string memory_space;
    // A program runs on it; until then its content may move to where the first program runs.
    bool bound = false;
    uint32_t readers = 0;
    bool writing = false;
    bool undefined = false;
  };

  Result<TensorRef> get(std::string_view name);
  Status set(std::string_view name, const mortise_tensor_view_t& tensor);

  const Services& services() const { return services_; }

 private:
  friend class StateLease;

  static bool available(const State& state, bool to_write);
  Result<std::shared_ptr<Content>> make_content(const compile::StatePlan& plan,
                                                const compile::Space& space, const Content* from);
  Status bind(State& state, const compile::StatePlan& plan, const compile::Space& space);

  std::shared_ptr<void> keep_alive_;
  Services& services_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, std::unique_ptr<State>, std::less<>> states_;
};

/// The states of one run. One thread.
class StateLease {
 public:
  /// Takes nothing yet. `store` may be null; `graph` outlives the lease.
  StateLease(StateStore* store, const graph::Graph& graph) : store_(store), graph_(graph) {}
  ~StateLease();
  StateLease(const StateLease&) = delete;
  StateLease& operator=(const StateLease&) = delete;

  /// Gives the program its states, in the order of program.states; makes those that do not exist
  /// yet. The first call takes all states of the graph, and waits for their users.
  Status bind(const compile::Program& program, const Limits& limits,
              std::vector<StateStore::State*>& out_states);
  /// A run of the program failed on the way: what it writes is undefined now.
  void spoil(const compile::Program& program, const std::vector<StateStore::State*>& states);

 private:
  struct Held {
    StateStore::State* state;
    bool written;
  };
  Status take(const Limits& limits);

  StateStore* store_;
  const graph::Graph& graph_;
  std::vector<Held> held_;
  bool taken_ = false;
};

}  // namespace mortise::run
