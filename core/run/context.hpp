// A context: what one run of a program needs of its own. Arenas, bound tensors, launches, streams
// and fences are made once; a run patches the addresses of its inputs, outputs and states, and
// goes. Strings that its kernels make live here until it ends.
#pragma once

#include <memory>
#include <vector>

#include "core/compile/program.hpp"
#include "core/compile/string_memory.hpp"
#include "core/run/services.hpp"
#include "core/run/state_store.hpp"

namespace mortise::run {

/// Extents and sizes of a ranged program's tensors for smaller inputs.
struct ShapeTable {
  std::vector<int64_t> extents;      // of all tensors, one after the other
  std::vector<uint64_t> byte_sizes;  // of each tensor
};

class Context {
 public:
  static Result<std::unique_ptr<Context>> create(const compile::Program& program,
                                                 Services& services);
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  void bind_input(uint32_t index, void* data);
  void bind_output(uint32_t index, void* data);
  void bind_states(const std::vector<StateStore::State*>& states);
  /// The extents to run with; null: those the program was planned for.
  void set_shapes(const ShapeTable* table);

  const mortise_tensor_view_t& tensor(uint32_t index) const { return tensors_[index]; }
  /// After a run: an error when a kernel wrote an extent that its output's bounds do not allow.
  Status check_extents() const;
  const compile::Program& program() const { return program_; }
  /// After a run whose outputs have copies of their strings.
  void clear_strings() { strings_.clear(); }
  /// Scratch that the owner of a run keeps here so that runs do not allocate.
  std::vector<StateStore::State*>& states() { return states_; }
  const std::vector<StateStore::State*>& states() const { return states_; }

 private:
  friend class Executor;

  struct Stream {
    const compile::Device* device = nullptr;
    mortise_stream_t* stream = nullptr;
    mortise_fence_t* fence = nullptr;  // null on synchronous devices
    uint64_t base = 0;                 // the fence's value when the current run began
    uint64_t last = 0;                 // the highest value enqueued
  };

  Context(const compile::Program& program, Services& services);
  Status make_arenas();
  Status make_streams();
  void make_tensors();
  void make_launches();
  void fill_shapes();
  void* arena_data(uint32_t space) const;

  const compile::Program& program_;
  Services& services_;
  compile::StringMemory strings_;
  HostMemory host_arena_;
  std::vector<compile::DeviceMemory> device_arenas_;  // of spaces 1, 2, …
  std::vector<Stream> streams_;                       // of each device
  std::vector<int64_t> extents_;
  std::vector<mortise_tensor_view_t> tensors_;
  std::vector<mortise_tensor_view_t*> pointers_;  // of all launches' inputs and outputs
  std::vector<mortise_launch_t> launches_;
  std::vector<StateStore::State*> states_;
  bool planned_shapes_ = true;
  bool bounded_ = false;  // kernels write the true extents of some outputs
};

}  // namespace mortise::run
