// The processor's matrix unit (Intel AMX): tiles of sixteen rows of 64 bytes, and sums of products of
// bfloat16 in float32 over them.
#pragma once

namespace mortise::cpu::matrix {

/// Whether this process may use the unit; asks the system for it once. Any thread.
bool available();

/// While it lives, this thread's tiles are configured: each of sixteen rows of 64 bytes.
/// Requires: available().
class Tiles {
 public:
  Tiles();
  ~Tiles();
  Tiles(const Tiles&) = delete;
  Tiles& operator=(const Tiles&) = delete;
};

}  // namespace mortise::cpu::matrix
