// Tensors of indices, int32 or int64; negative ones count from the end.
#pragma once

#include "ops/common/operator.hpp"

namespace mortise::ops {

using IndexTypes = TypeList<int32_t, int64_t>;

class Indices {
 public:
  explicit Indices(const mortise_tensor_view_t& view)
      : data_(view.data), wide_(view.dtype == MORTISE_DTYPE_INT64) {}

  /// In [0, extent). Throws on one that is out of range.
  int64_t at(int64_t position, int64_t extent) const {
    const int64_t index = wide_ ? static_cast<const int64_t*>(data_)[position]
                                : static_cast<const int32_t*>(data_)[position];
    if (index < -extent || index >= extent) {
      invalid("index ", index, " is out of range for extent ", extent);
    }
    return index < 0 ? index + extent : index;
  }

 private:
  const void* data_;
  bool wide_;
};

}  // namespace mortise::ops
