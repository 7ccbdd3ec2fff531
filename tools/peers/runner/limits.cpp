#include "tools/peers/runner/limits.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#include "tools/peers/runner/team.hpp"

namespace mortise::peers {
namespace {

constexpr uint64_t kMultiplyAdds = 2'000'000;          // of each sum, in a trial
constexpr uint64_t kTrialBytes = uint64_t{256} << 20;  // that a trial moves, at least
constexpr size_t kSums = 12;  // hide the latency of two units, and leave registers for the factors

template <size_t bytes>
struct Vector {
  using type [[gnu::vector_size(bytes)]] = float;
};

template <size_t bytes>
[[gnu::always_inline]] inline float multiply_add(float factor, float summand) {
  using V = typename Vector<bytes>::type;
  const V factors = V{} + factor, summands = V{} + summand;
  // Equal sums would be computed once.
  V sums[kSums];
  for (size_t k = 0; k < kSums; ++k) sums[k] = V{} + static_cast<float>(k);
  for (uint64_t i = 0; i < kMultiplyAdds; ++i) {
#pragma GCC unroll 16
    for (size_t k = 0; k < kSums; ++k) sums[k] = sums[k] * factors + summands;
  }
  float total = 0;
  for (const V& sum : sums) total += sum[0];
  return total;
}

template <size_t bytes>
[[gnu::always_inline]] inline float read(const float* data, uint64_t count) {
  using V = typename Vector<bytes>::type;
  constexpr uint64_t kLanes = bytes / sizeof(float);
  V sums[4] = {};
  const V* vectors = reinterpret_cast<const V*>(data);
  for (uint64_t i = 0; i + 4 <= count / kLanes; i += 4) {
#pragma GCC unroll 4
    for (uint64_t k = 0; k < 4; ++k) sums[k] += vectors[i + k];
  }
  return (sums[0] + sums[1] + sums[2] + sums[3])[0];
}

template <size_t bytes>
[[gnu::always_inline]] inline void triad(float* out, const float* left, const float* right,
                                         uint64_t count) {
  using V = typename Vector<bytes>::type;
  constexpr uint64_t kLanes = bytes / sizeof(float);
  const V factor = V{} + 0.5f;
  for (uint64_t i = 0; i < count / kLanes; ++i) {
    reinterpret_cast<V*>(out)[i] =
        reinterpret_cast<const V*>(left)[i] + factor * reinterpret_cast<const V*>(right)[i];
  }
}

struct Kernels {
  uint64_t lanes;
  float (*multiply_add)(float factor, float summand);
  float (*read)(const float* data, uint64_t count);
  void (*triad)(float* out, const float* left, const float* right, uint64_t count);
};

#define MORTISE_LIMIT_KERNELS(name, bytes, ...)                                    \
  __VA_ARGS__ float name##_multiply_add(float factor, float summand) {             \
    return multiply_add<bytes>(factor, summand);                                   \
  }                                                                                \
  __VA_ARGS__ float name##_read(const float* data, uint64_t count) {               \
    return read<bytes>(data, count);                                               \
  }                                                                                \
  __VA_ARGS__ void name##_triad(float* out, const float* left, const float* right, \
                                uint64_t count) {                                  \
    triad<bytes>(out, left, right, count);                                         \
  }                                                                                \
  constexpr Kernels name = {bytes / sizeof(float), name##_multiply_add, name##_read, name##_triad};

MORTISE_LIMIT_KERNELS(k128, 16)
#if defined(__x86_64__)
MORTISE_LIMIT_KERNELS(k256, 32, [[gnu::target("avx2,fma")]])
MORTISE_LIMIT_KERNELS(k512, 64, [[gnu::target("avx512f,fma")]])
#endif

const Kernels& kernels() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return k512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return k256;
#endif
  return k128;
}

// So that no sum is left out.
volatile float sink;

}  // namespace

double peak_flops(uint64_t threads) {
  const Kernels& use = kernels();
  const double seconds = least_seconds(
      [&] { return time_team(threads, [&](uint64_t) { sink = use.multiply_add(0.5f, 1.0f); }); });
  return 2.0 * kMultiplyAdds * kSums * static_cast<double>(use.lanes * threads) / seconds;
}

Bandwidth bandwidth(uint64_t threads, uint64_t bytes) {
  const Kernels& use = kernels();
  const uint64_t count = bytes / threads / sizeof(float) / 48 * 48;  // a third is whole vectors
  const uint64_t passes = kTrialBytes / bytes + 1;
  // Vectors of the kernels want their alignment.
  std::vector<std::vector<float>> memory(threads, std::vector<float>(count + 16, 1.0f));
  const auto aligned = [&](uint64_t thread) {
    void* at = memory[thread].data();
    size_t space = (count + 16) * sizeof(float);
    return static_cast<float*>(std::align(64, count * sizeof(float), at, space));
  };
  const double read = least_seconds([&] {
    return time_team(threads, [&](uint64_t thread) {
      for (uint64_t pass = 0; pass < passes; ++pass) sink = use.read(aligned(thread), count);
    });
  });
  const double triad = least_seconds([&] {
    return time_team(threads, [&](uint64_t thread) {
      float* const data = aligned(thread);
      const uint64_t third = count / 3;
      for (uint64_t pass = 0; pass < passes; ++pass) {
        use.triad(data, data + third, data + 2 * third, third);
      }
    });
  });
  const double moved = static_cast<double>(passes * count * threads * sizeof(float));
  return {moved / read, moved / triad};
}

}  // namespace mortise::peers
