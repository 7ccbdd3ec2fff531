// What the machine can do at best: arithmetic without memory, and memory without arithmetic. The roof that kernels are
// measured against (Williams, Waterman and Patterson 2009, "Roofline").
#pragma once

#include <cstdint>

namespace mortise::peers {

/// Floating-point operations a second of float32 multiply-adds in registers, on `threads` threads at once.
double peak_flops(uint64_t threads);

struct Bandwidth {
  double read = 0;  // bytes a second of a sum over one array
  double triad =
      0;  // of a[i] = b[i] + s c[i], three arrays; what the cache fetches to write is not counted
};

/// Of working sets of `bytes` altogether, over all threads.
Bandwidth bandwidth(uint64_t threads, uint64_t bytes);

}  // namespace mortise::peers
