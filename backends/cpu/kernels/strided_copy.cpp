#include "backends/cpu/kernels/strided_copy.hpp"

#include <mortise/sdk/host.hpp>

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace mortise::cpu {
namespace {

template <class T>
void copy_matrix(const char* from, char* to, int64_t rows, int64_t columns, int64_t from_row,
                 int64_t from_column, int64_t to_row, int64_t to_column) {
  constexpr int64_t kTile = 16;  // both sides of a tile fit in the first-level cache
  for (int64_t r0 = 0; r0 < rows; r0 += kTile) {
    const int64_t r1 = std::min(r0 + kTile, rows);
    for (int64_t c0 = 0; c0 < columns; c0 += kTile) {
      const int64_t c1 = std::min(c0 + kTile, columns);
      for (int64_t r = r0; r < r1; ++r) {
        const char* source = from + r * from_row;
        char* target = to + r * to_row;
        for (int64_t c = c0; c < c1; ++c) {
          std::memcpy(target + c * to_column, source + c * from_column, sizeof(T));
        }
      }
    }
  }
}

}  // namespace

StridedCopy::StridedCopy(sdk::ShapeView shape, const sdk::Shape& from_strides,
                         const sdk::Shape& to_strides, int64_t bytes)
    : bytes_(bytes) {
  // Dimensions of one element vanish; neighbours that go on contiguously on both sides merge.
  for (size_t d = 0; d < shape.size(); ++d) {
    if (shape[d] == 1) continue;
    const int64_t from = from_strides[d] * bytes, to = to_strides[d] * bytes;
    if (!extents_.empty() && from_.back() == from * shape[d] && to_.back() == to * shape[d]) {
      extents_.back() *= shape[d];
      from_.back() = from;
      to_.back() = to;
    } else {
      extents_.push_back(shape[d]);
      from_.push_back(from);
      to_.push_back(to);
    }
  }
  if (extents_.empty()) return;
  columns_ = extents_.back();
  from_column_ = from_.back();
  to_column_ = to_.back();
  extents_.pop_back();
  from_.pop_back();
  to_.pop_back();
  // The other side of the matrix: where the source is densest among what is left.
  if (!extents_.empty()) {
    size_t best = extents_.size() - 1;
    if (from_column_ != bytes) {
      for (size_t d = 0; d < extents_.size(); ++d) {
        if (std::abs(from_[d]) < std::abs(from_[best])) best = d;
      }
    }
    const auto at = static_cast<std::ptrdiff_t>(best);
    rows_ = extents_[best];
    from_row_ = from_[best];
    to_row_ = to_[best];
    extents_.erase(extents_.begin() + at);
    from_.erase(from_.begin() + at);
    to_.erase(to_.begin() + at);
  }
  for (int64_t extent : extents_) outer_ *= extent;
}

void StridedCopy::run_row(int64_t row, const char* from, char* to) const {
  for (size_t d = extents_.size(); d-- > 0;) {
    const int64_t index = row % extents_[d];
    row /= extents_[d];
    from += index * from_[d];
    to += index * to_[d];
  }
  if (from_column_ == bytes_ && to_column_ == bytes_) {
    for (int64_t r = 0; r < rows_; ++r) {
      std::memcpy(to + r * to_row_, from + r * from_row_, static_cast<size_t>(columns_ * bytes_));
    }
    return;
  }
  const auto copy = bytes_ == 1   ? copy_matrix<uint8_t>
                    : bytes_ == 2 ? copy_matrix<uint16_t>
                    : bytes_ == 4 ? copy_matrix<uint32_t>
                                  : copy_matrix<uint64_t>;
  copy(from, to, rows_, columns_, from_row_, from_column_, to_row_, to_column_);
}

void StridedCopy::run(const mortise_host_t* host, const void* from, void* to) const {
  const int64_t per_row = std::max<int64_t>(1, rows_ * columns_ * bytes_);
  if (rows_ * columns_ == 0) return;
  const auto grain = static_cast<uint64_t>(std::max<int64_t>(1, 64 * 1024 / per_row));
  sdk::parallel_for(host, static_cast<uint64_t>(outer_), grain,
                    [&](uint64_t begin, uint64_t end, uint32_t) {
                      for (uint64_t row = begin; row < end; ++row) {
                        run_row(static_cast<int64_t>(row), static_cast<const char*>(from),
                                static_cast<char*>(to));
                      }
                    });
}

}  // namespace mortise::cpu
