// What a processor's matrix unit can do at best, where there is one (Intel's AMX).
#pragma once

#include <cstdint>

namespace mortise::peers {

/// Operations a second of products of bfloat16 summed in float32, in registers, on `threads` threads; 0 without a unit.
double peak_matrix_flops(uint64_t threads);

}  // namespace mortise::peers
