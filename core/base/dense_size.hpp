// The memory that a dense tensor takes.
#pragma once

#include <cstdint>
#include <span>

#include "core/base/status.hpp"

namespace mortise {

/// Bytes of a dense row-major tensor. Errors: unknown dtype, a negative extent, more than 2^48
/// elements, extents that do not fill whole blocks.
Result<uint64_t> dense_size(uint32_t dtype, std::span<const int64_t> shape);

}  // namespace mortise
