// The OpenCL commands of one enqueue, on a queue that runs them in order: the first one waits for what the enqueue waits
// for, and when the last one is over all are.
#pragma once

#include <type_traits>
#include <vector>

#include "backends/opencl/driver.hpp"

namespace mortise::opencl {

/// How many work-items there are. A kernel returns at once for those beyond `x` that fill up the last group.
struct Range {
  uint64_t x = 1, y = 1, z = 1;
  uint64_t group = 1;  // along x
};

/// A tensor as kernels see it: two arguments, `__global T* x, long x_at`. An absent one has no memory.
struct Tensor {
  cl_mem memory = nullptr;
  cl_long offset = 0;  // in elements
};

class Commands {
 public:
  Commands(cl_command_queue queue, std::vector<Event> waits)
      : queue_(queue), waits_(std::move(waits)) {}

  /// Sets the arguments and enqueues; nothing to do where the range is empty. An argument is a Tensor, cl_long, cl_float,
  /// cl_long8, or a struct of cl_long.
  template <class... Args>
  void run(Function& function, const Range& range, const Args&... args) {
    if (range.x == 0 || range.y == 0 || range.z == 0) return;
    const std::lock_guard<std::mutex> lock(function.mutex);
    cl_uint index = 0;
    (set(function, index, args), ...);
    enqueue(function, range);
  }

  // Offsets and sizes in bytes; size > 0.
  void copy(cl_mem source, uint64_t source_offset, cl_mem target, uint64_t target_offset,
            uint64_t size);
  void read(cl_mem source, uint64_t offset, void* host, uint64_t size);
  void write(const void* host, cl_mem target, uint64_t offset, uint64_t size);
  void fill(cl_mem target, uint64_t offset, uint8_t value, uint64_t size);
  /// Does nothing, in its turn.
  void mark();

  /// Of all commands, in their order. See Stream for how long they are to be kept.
  const std::vector<Event>& events() const { return events_; }
  std::vector<Event> take_events() { return std::move(events_); }

 private:
  template <class T>
  static void set(Function& function, cl_uint& index, const T& value) {
    if constexpr (std::is_same_v<T, Tensor>) {
      set_bytes(function, index, sizeof(cl_mem), &value.memory);
      set_bytes(function, index, sizeof(cl_long), &value.offset);
    } else {
      static_assert(std::is_same_v<T, cl_long> || std::is_same_v<T, cl_float> ||
                    std::is_class_v<T> || std::is_union_v<T>);
      set_bytes(function, index, sizeof(T), &value);
    }
  }
  static void set_bytes(Function& function, cl_uint& index, size_t size, const void* bytes);
  void enqueue(Function& function, const Range& range);

  /// Enqueues one command by `call(queue, wait_count, waits, out_event)`.
  template <class Call>
  void add(const char* name, const Call& call);

  cl_command_queue queue_;
  std::vector<Event> waits_;  // for the first command
  std::vector<Event> events_;
};

}  // namespace mortise::opencl
