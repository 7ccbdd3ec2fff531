// What a kernel family implements: the work of one node, as commands. An operation has a constructor that takes the node
// and the driver, and
//
//   static void check(const sdk::Node& node);  // throws UNSUPPORTED, with the reason, for a node that it cannot serve
//   static constexpr bool kRanged = true;      // it takes extents from the launch, not from the node
#pragma once

#include <mortise/sdk/kernel.hpp>

#include "backends/opencl/commands.hpp"

namespace mortise::opencl {

class Operation {
 public:
  virtual ~Operation() = default;
  /// Any thread. The tensors are dense, lie in buffers of the device, and live until this returns.
  virtual void enqueue(const sdk::Launch& launch, Commands& commands) const = 0;
};

/// A launch's tensor as an argument of a kernel; Tensor() for one that is absent or has no elements.
Tensor tensor_of(const mortise_tensor_view_t& view);
inline Tensor input_of(const sdk::Launch& launch, size_t index) {
  return launch.has_input(index) ? tensor_of(launch.input(index)) : Tensor();
}
inline Tensor output_of(const sdk::Launch& launch, size_t index) {
  return tensor_of(launch.output(index));
}

// What many operations ask of a node.

/// Throws UNSUPPORTED unless inputs [0, count) that are there are float32.
void check_float32(const sdk::Node& node, size_t count = SIZE_MAX);
/// Throws UNSUPPORTED unless the elements of input `index` are 1, 2, 4, 8 or 16 bytes that may be moved.
void check_movable(const sdk::Node& node, size_t index);
/// Throws UNSUPPORTED for what does not fit into a walk of kernels.
void check_rank(const sdk::Node& node);

/// Extents and strides as a kernel takes them: at most eight.
cl_long8 to_long8(sdk::ShapeView values);
inline constexpr size_t kMaxRank = 8;

/// How many times `part` fits into `whole`, rounded up.
inline uint64_t parts(int64_t whole, int64_t part) {
  return static_cast<uint64_t>((whole + part - 1) / part);
}
/// Floats that a work-item takes at once; WIDTH in the kernels.
inline constexpr int64_t kWidth = 16;
/// Work-items in a group where each has little to do.
inline constexpr uint64_t kSmallItems = 64;

}  // namespace mortise::opencl
