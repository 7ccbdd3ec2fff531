// Copies and fills, as commands. An end without a buffer is host memory.
#pragma once

#include <mortise/sdk/device.hpp>

#include "backends/opencl/commands.hpp"

namespace mortise::opencl {

/// Throws INVALID_ARGUMENT unless `size` bytes lie at the end.
void check_end(const sdk::CopyEnd& end, uint64_t size);

/// The ends may overlap within one buffer. Requires: both ends are checked, size > 0.
void add_copy(const Driver& driver, Commands& commands, const sdk::CopyEnd& source,
              const sdk::CopyEnd& destination, uint64_t size);

/// Requires: the end is checked, size > 0.
void add_fill(const Driver& driver, Commands& commands, const sdk::CopyEnd& destination,
              uint8_t value, uint64_t size);

}  // namespace mortise::opencl
