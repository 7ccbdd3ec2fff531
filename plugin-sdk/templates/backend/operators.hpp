// The arithmetic of the kernels, on the host. REPLACE: the device's own code, one operator at a time.
#pragma once

#include <mortise/sdk/tensor.hpp>

#include <string_view>
#include <vector>

namespace acme {

struct Operand {
  mortise::sdk::Shape shape;
  const void* address;  // on the device
  uint64_t byte_size;
  float* data;  // the same on the host, while the kernel runs
};

using Compute = void (*)(const std::vector<Operand>& inputs, const std::vector<Operand>& outputs);

/// Null when there is none.
Compute find_compute(std::string_view op);

}  // namespace acme
