// Slices of tensors along an axis: what a loop's iterations take and give.
#pragma once

#include <vector>

#include "core/run/tensor.hpp"

namespace mortise::run {

/// Axis as a number in [0, rank); an error that names `what` when it is out of range.
Result<size_t> slice_axis(int64_t axis, size_t rank, const std::string& what);

/// The `index`-th slice, without the axis. May borrow from `tensor`, which must be dense. Requires:
/// axis and index are in range.
Result<TensorRef> take_slice(Services& services, const std::shared_ptr<void>& keep_alive,
                             const Tensor& tensor, size_t axis, int64_t index);

/// The slices along a new axis, the last one first when `reversed`. Requires: dense tensors, at least one.
Result<TensorRef> stack_slices(Services& services, const std::shared_ptr<void>& keep_alive,
                               const std::vector<TensorRef>& slices, int64_t axis, bool reversed);

}  // namespace mortise::run
