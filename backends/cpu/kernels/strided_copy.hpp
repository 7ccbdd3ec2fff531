// A copy between two tensors of one shape whose elements lie differently.
#pragma once

#include <mortise/abi/plugin.h>
#include <mortise/sdk/span.hpp>

namespace mortise::cpu {

class StridedCopy {
 public:
  StridedCopy() = default;
  /// Strides in elements, negative ones included; `bytes` per element: 1, 2, 4 or 8.
  StridedCopy(sdk::ShapeView shape, const sdk::Shape& from_strides, const sdk::Shape& to_strides,
              int64_t bytes);
  void run(const mortise_host_t* host, const void* from, void* to) const;

 private:
  void run_row(int64_t row, const char* from, char* to) const;

  // Outer dimensions, then a matrix of rows x columns.
  sdk::Shape extents_, from_, to_;  // strides in bytes
  int64_t rows_ = 1, columns_ = 1;
  int64_t from_row_ = 0, from_column_ = 0, to_row_ = 0, to_column_ = 0;
  int64_t outer_ = 1;
  int64_t bytes_ = 4;
};

}  // namespace mortise::cpu
