// Reduces one block of elements over the ranks, always in the order of ranks, so that the result does
// not depend on who arrived when or who does the work.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mortise::loopback {

/// The most elements that one call of a ReduceBlock takes, and the most bytes of an element.
inline constexpr size_t kReduceBlock = 1024;
inline constexpr size_t kMaxElementBytes = 16;

/// out[i] = reduction over the sources' elements i, read at `byte_offset`. `out` overlaps no source.
/// Sums and products of float16 and bfloat16 accumulate in float32 and round once. Integers wrap;
/// their mean is the sum in 64 bits, divided towards zero. A minimum or maximum with NaN is NaN.
/// Bool: sum and maximum are "or", product and minimum are "and".
/// Requires: 0 < source_count, count <= kReduceBlock.
using ReduceBlock = void (*)(const std::byte* const* sources, size_t source_count,
                             size_t byte_offset, size_t count, std::byte* out);

/// Null when elements of `dtype` cannot be reduced so.
ReduceBlock find_reduction(uint32_t dtype, uint32_t reduction);

}  // namespace mortise::loopback
