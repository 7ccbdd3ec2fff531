#include "backends/opencl/kernels/walk.hpp"

namespace mortise::opencl {

Walk::Walk(sdk::ShapeView extents, const std::vector<sdk::Shape>& strides)
    : strides_(strides.size()) {
  for (size_t d = 0; d < extents.size(); ++d) {
    if (extents[d] == 1) continue;
    bool merges = !extents_.empty();
    for (size_t t = 0; t < strides.size(); ++t)
      merges = merges && strides_[t].back() == strides[t][d] * extents[d];
    if (merges) {
      extents_.back() *= extents[d];
    } else {
      extents_.push_back(extents[d]);
    }
    for (size_t t = 0; t < strides.size(); ++t) {
      if (merges) strides_[t].pop_back();
      strides_[t].push_back(strides[t][d]);
    }
  }
  if (!extents_.empty()) return;
  extents_ = {1};
  for (sdk::Shape& stride : strides_) stride = {0};
}

sdk::Shape broadcast_strides(sdk::ShapeView from, size_t rank) {
  sdk::Shape strides(rank, 0);
  int64_t stride = 1;
  for (size_t i = from.size(); i-- > 0;) {
    if (from[i] != 1) strides[i + rank - from.size()] = stride;
    stride *= from[i];
  }
  return strides;
}

}  // namespace mortise::opencl
