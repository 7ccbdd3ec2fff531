// Resident memory of this process, as the kernel counts it.
#pragma once

#include <cstdint>

namespace mortise::peers {

/// Bytes that are resident now.
uint64_t resident_bytes();
/// The most that were since the last reset_peak.
uint64_t peak_resident_bytes();
void reset_peak();

}  // namespace mortise::peers
