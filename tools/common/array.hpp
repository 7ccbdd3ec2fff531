// A tensor as files hold it: dense, row-major, on the heap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace mortise::tools {

struct Array {
  uint32_t dtype = 0;  // MORTISE_DTYPE_…
  std::vector<int64_t> shape;
  std::vector<std::byte> bytes;
};

/// "1x3x224x224"; "scalar" for rank 0. Unknown extents are "?".
std::string format_shape(const std::vector<int64_t>& shape);

/// Reads "1x3x224x224" (also with commas), or "scalar". Throws INVALID_ARGUMENT; every extent is at least 0.
std::vector<int64_t> parse_shape(const std::string& text);

/// Elements of a shape. Throws INVALID_ARGUMENT when an extent is negative or the product does not fit 63 bits; `where`,
/// a file say, begins the message.
uint64_t count_elements(const std::vector<int64_t>& shape, const std::string& where = {});

}  // namespace mortise::tools
