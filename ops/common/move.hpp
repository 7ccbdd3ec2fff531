// Moving elements without looking at them, for every dtype whose elements have whole bytes.
#pragma once

#include "ops/common/walk.hpp"

namespace mortise::ops {

/// Bytes of one element. Throws for packed and block dtypes.
int64_t element_bytes(uint32_t dtype);

/// Copies `count` elements of `bytes` each; strides in elements (0 repeats one element).
void move_elements(int64_t bytes, const void* from, int64_t from_stride, void* to,
                   int64_t to_stride, int64_t count);

/// Copies what a walk goes over: tensor 0 is written, tensor 1 read.
void move_walk(int64_t bytes, const Walk<2>& walk, const void* from, void* to);

/// Input 0 copied to output 0 byte by byte: for operators that only rename extents.
class CopyKernel {
 public:
  CopyKernel(const Node&, const KernelContext&) {}
  void run(const Launch& launch) const;
};

}  // namespace mortise::ops
