// What an operation asks for, checked before it has an effect.
#pragma once

#include <mortise/abi/communicator.h>
#include <mortise/abi/plugin.h>

#include <cstdint>

namespace acme {

/// The bytes behind `send` and `receive`; 0 for a barrier. Throws INVALID_ARGUMENT for what makes no sense with one rank, and
/// UNSUPPORTED for elements that cannot be moved.
uint64_t checked_bytes(const mortise_host_t* host, const mortise_collective_t& operation);

}  // namespace acme
