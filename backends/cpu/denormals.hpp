// Convolutions and matrix products take numbers below the smallest normal one (1.2e-38) as zero: processors compute with
// them many times slower, activations with long tails make plenty of them, and sums do not miss them.
#pragma once

#include <mortise/sdk/host.hpp>
#include <mortise/sdk/kernel.hpp>

#include <xmmintrin.h>

namespace mortise::cpu {

/// While it lives, this thread takes denormal numbers as zero, and makes none.
class FlushDenormals {
 public:
  FlushDenormals() : before_(_mm_getcsr()) {
    if ((before_ & kFlush) != kFlush) _mm_setcsr(before_ | kFlush);
  }
  ~FlushDenormals() {
    if ((before_ & kFlush) != kFlush) _mm_setcsr(before_);
  }
  FlushDenormals(const FlushDenormals&) = delete;
  FlushDenormals& operator=(const FlushDenormals&) = delete;

 private:
  static constexpr unsigned kFlush = 0x8040;  // flush to zero, denormals are zero
  const unsigned before_;
};

/// sdk::parallel_for, with denormals flushed on every thread.
template <class Body>
void parallel_for(const mortise_host_t* host, uint64_t count, uint64_t grain, const Body& body) {
  sdk::parallel_for(host, count, grain, [&](uint64_t begin, uint64_t end, uint32_t worker) {
    const FlushDenormals flush;
    body(begin, end, worker);
  });
}

/// A kernel that takes denormal numbers as zero.
template <class T>
class Flushing final : public T {
 public:
  using T::T;
  void run(const sdk::Launch& launch) const {
    const FlushDenormals flush;
    T::run(launch);
  }
};

template <class T>
mortise_kernel_t* make_flushing_kernel(const sdk::Node& node, const sdk::KernelContext& context) {
  return sdk::make_kernel<Flushing<T>>(node, context);
}

}  // namespace mortise::cpu
