// The dimensions that tensors are walked over together, as few of them as will do: what broadcasting, transposing and
// slicing have in common.
#pragma once

#include <mortise/sdk/tensor.hpp>

#include <vector>

#include "backends/opencl/kernels/operation.hpp"

namespace mortise::opencl {

class Walk {
 public:
  /// `strides`, in elements, has a shape of its own for each tensor. Neighbours that all tensors step over as one become
  /// one.
  Walk(sdk::ShapeView extents, const std::vector<sdk::Shape>& strides);

  /// The innermost dimension, and how a tensor steps along it.
  int64_t inner() const { return extents_.back(); }
  int64_t inner_stride(size_t tensor) const { return strides_[tensor].back(); }
  /// What is around it.
  int64_t rows() const { return sdk::element_count(outer(extents_)); }
  cl_long outer_rank() const { return static_cast<cl_long>(extents_.size() - 1); }
  cl_long8 outer_extents() const { return to_long8(outer(extents_)); }
  cl_long8 outer_strides(size_t tensor) const { return to_long8(outer(strides_[tensor])); }

 private:
  static sdk::ShapeView outer(const sdk::Shape& shape) { return {shape.data(), shape.size() - 1}; }

  sdk::Shape extents_;
  std::vector<sdk::Shape> strides_;
};

/// Strides that read a dense tensor of shape `from` as if it had been broadcast to rank `rank`.
sdk::Shape broadcast_strides(sdk::ShapeView from, size_t rank);

}  // namespace mortise::opencl
