// A walk over N strided tensors of one shape, row by row: what broadcasting, transposing, slicing and reducing have in
// common. No allocation.
#pragma once

#include <array>

#include "ops/common/operator.hpp"

namespace mortise::ops {

template <size_t N>
class Walk {
 public:
  using Strides = std::array<int64_t, N>;

  /// Dimensions are added outermost first; strides in elements. Neighbours that step as one are merged.
  void add_dim(int64_t extent, const Strides& strides) {
    if (extent == 1) return;
    count_ *= extent;
    if (rank_ != 0 && merges(extent, strides)) {
      extents_[rank_ - 1] *= extent;
      strides_[rank_ - 1] = strides;
      return;
    }
    if (rank_ == kMaxRank) unsupported("more than ", kMaxRank, " dimensions");
    extents_[rank_] = extent;
    strides_[rank_] = strides;
    ++rank_;
  }

  /// Elements in all.
  int64_t count() const { return count_; }
  /// Elements in a row, and the strides along it.
  int64_t row_length() const { return rank_ == 0 ? 1 : extents_[rank_ - 1]; }
  Strides row_strides() const { return rank_ == 0 ? Strides{} : strides_[rank_ - 1]; }

  /// Calls row(offsets) with the offset of each tensor at the start of each row, in row-major order.
  template <class Row>
  void rows(Row&& row) const {
    if (count_ == 0) return;
    const size_t outer = rank_ == 0 ? 0 : rank_ - 1;
    std::array<int64_t, kMaxRank> index{};
    Strides offsets{};
    for (;;) {
      row(offsets);
      size_t dim = outer;
      for (;;) {
        if (dim == 0) return;
        --dim;
        for (size_t k = 0; k < N; ++k) offsets[k] += strides_[dim][k];
        if (++index[dim] < extents_[dim]) break;
        for (size_t k = 0; k < N; ++k) offsets[k] -= strides_[dim][k] * extents_[dim];
        index[dim] = 0;
      }
    }
  }

  /// Calls element(offsets) for every element.
  template <class Element>
  void elements(Element&& element) const {
    const int64_t length = row_length();
    const Strides strides = row_strides();
    rows([&](Strides offsets) {
      for (int64_t i = 0; i < length; ++i) {
        element(offsets);
        for (size_t k = 0; k < N; ++k) offsets[k] += strides[k];
      }
    });
  }

 private:
  bool merges(int64_t extent, const Strides& strides) const {
    for (size_t k = 0; k < N; ++k) {
      if (strides_[rank_ - 1][k] != strides[k] * extent) return false;
    }
    return true;
  }

  size_t rank_ = 0;
  int64_t count_ = 1;
  std::array<int64_t, kMaxRank> extents_{};
  std::array<Strides, kMaxRank> strides_{};
};

/// Row-major strides of a dense tensor, in a fixed array. Requires: rank <= kMaxRank.
inline std::array<int64_t, kMaxRank> row_major_strides(ShapeView shape) {
  std::array<int64_t, kMaxRank> strides{};
  int64_t stride = 1;
  for (size_t i = shape.size(); i-- > 0;) {
    strides[i] = stride;
    stride *= shape[i];
  }
  return strides;
}

/// Strides that read a dense tensor of shape `from` as if it were broadcast to rank `rank`: 0 where it has extent 1.
inline std::array<int64_t, kMaxRank> broadcast_strides(ShapeView from, size_t rank) {
  std::array<int64_t, kMaxRank> strides{};
  int64_t stride = 1;
  for (size_t i = from.size(); i-- > 0;) {
    if (from[i] != 1) strides[i + rank - from.size()] = stride;
    stride *= from[i];
  }
  return strides;
}

/// A walk over a dense output and operands that broadcast to it: tensor 0 is the output, tensor k operand k-1.
template <size_t Operands>
Walk<Operands + 1> broadcast_walk(ShapeView output,
                                  const std::array<ShapeView, Operands>& operands) {
  const auto out = row_major_strides(output);
  std::array<std::array<int64_t, kMaxRank>, Operands> in;
  for (size_t k = 0; k < Operands; ++k) in[k] = broadcast_strides(operands[k], output.size());
  Walk<Operands + 1> walk;
  for (size_t i = 0; i < output.size(); ++i) {
    typename Walk<Operands + 1>::Strides strides{out[i]};
    for (size_t k = 0; k < Operands; ++k) strides[k + 1] = in[k][i];
    walk.add_dim(output[i], strides);
  }
  return walk;
}

}  // namespace mortise::ops
