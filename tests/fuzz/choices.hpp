// Decisions taken from the bytes that a fuzzer hands out. The same bytes decide the same, and when they have run out every
// decision is the first of its possibilities, so that shorter inputs make simpler cases.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

namespace mortise::fuzz {

class Choices {
 public:
  /// Borrows.
  Choices(const uint8_t* data, size_t size) : next_(data), end_(data + size) {}

  bool empty() const { return next_ == end_; }
  uint8_t byte() { return empty() ? uint8_t{0} : *next_++; }
  /// In [0, limit). Requires: limit > 0.
  size_t below(size_t limit) {
    size_t number = 0;
    for (size_t range = 1; range < limit && !empty(); range <<= 8) number = number << 8 | byte();
    return number % limit;
  }
  /// In [low, high], both included.
  int64_t between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(below(static_cast<size_t>(high - low) + 1));
  }
  /// False when the bytes have run out.
  bool one_in(size_t count) { return below(count) == 1; }
  bool coin() { return one_in(2); }
  /// Requires: `from` is not empty.
  template <class List>
  const auto& pick(const List& from) {
    return *std::next(std::begin(from), static_cast<ptrdiff_t>(below(std::size(from))));
  }

 private:
  const uint8_t* next_;
  const uint8_t* end_;
};

}  // namespace mortise::fuzz
