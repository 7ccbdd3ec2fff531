// Products of split matrices, block by block: up to 32 rows by 32 columns.
#pragma once

#include "backends/cpu/matrix/parts.hpp"

namespace mortise::cpu::matrix {

inline constexpr int64_t kBlock = 2 * kTile;  // rows and columns of a block of sums

/// What a block is summed over. Part p of step s of row r of the left matrix lies at left[r / 16] + offsets[s] + p *
/// part_stride + r % 16 * kDepth; step s of a panel of columns at right[i] + s * kStepParts * kTile.
struct Factors {
  const Part* left[2];   // the second is null when there are no more than 16 rows
  const Part* right[2];  // the second is null when there are no more than 16 columns
  int64_t part_stride;   // in parts
  const int64_t* offsets;
  int64_t steps;
  // What a block to come will read: this many lines of 64 bytes are fetched into the cache in each step.
  const float* ahead = nullptr;
  int64_t ahead_lines = 0;
};

/// sums[32][32] = start + left * right, where `start` is a row of 32 floats that every row begins with, or null:
/// then what `sums` holds is added to. Rows and columns of absent halves are left alone.
/// Requires: a Tiles lives on this thread; sums and start are aligned to 64 bytes.
void multiply(const Factors& factors, const float* start, float* sums);

/// The same for factors with special values, in float32 and slowly: what is infinite stays so.
void multiply_special(const Factors& factors, const float* start, float* sums);

}  // namespace mortise::cpu::matrix
