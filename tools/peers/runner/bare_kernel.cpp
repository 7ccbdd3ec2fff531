#include "tools/peers/runner/bare_kernel.hpp"

#include <chrono>

namespace mortise::peers {
namespace {

void add(const float* __restrict left, const float* __restrict right, float* __restrict sum,
         uint64_t count) {
  for (uint64_t i = 0; i < count; ++i) sum[i] = left[i] + right[i];
}

using Add = void (*)(const float*, const float*, float*, uint64_t);

}  // namespace

std::vector<double> time_bare_additions(uint64_t nodes, uint64_t elements, uint64_t count) {
  // Read anew for each call, so that no call is inlined or left out.
  const volatile Add kernel = add;
  const std::vector<float> step(elements, 1e-3f);
  std::vector<float> values[2] = {std::vector<float>(elements), std::vector<float>(elements)};
  std::vector<double> seconds;
  for (uint64_t run = 0; run < count; ++run) {
    const auto start = std::chrono::steady_clock::now();
    for (uint64_t node = 0; node < nodes; ++node) {
      kernel(values[node % 2].data(), step.data(), values[1 - node % 2].data(), elements);
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    seconds.push_back(taken.count());
  }
  return seconds;
}

}  // namespace mortise::peers
