// Single elements of any plain dtype as doubles: what fills, images and summaries need. 64-bit integers beyond 2^53 are
// rounded.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mortise::tools {

/// Bytes per element of the dtypes that these functions know; 0 for all others (strings, complex, packed, …).
size_t element_size(uint32_t dtype);

bool is_integer(uint32_t dtype);

/// Requires: element_size(dtype) > 0. Rounds to the nearest, saturates at the ends of the dtype's range; NaN becomes 0
/// in integers.
void store_element(uint32_t dtype, double value, std::byte* target);
double load_element(uint32_t dtype, const std::byte* source);

}  // namespace mortise::tools
