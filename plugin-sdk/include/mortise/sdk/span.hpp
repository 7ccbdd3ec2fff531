// A borrowed range of T (C++17 has no std::span), and the two names that shapes go by.
#ifndef MORTISE_SDK_SPAN_HPP_
#define MORTISE_SDK_SPAN_HPP_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <type_traits>
#include <vector>

namespace mortise::sdk {

template <class T>
class Span {
 public:
  constexpr Span() = default;
  constexpr Span(T* data, size_t size) : data_(data), size_(size) {}
  template <class U, class = std::enable_if_t<std::is_same_v<const U, T>>>
  Span(const std::vector<U>& items) : data_(items.data()), size_(items.size()) {}  // NOLINT
  template <class U, class = std::enable_if_t<std::is_same_v<const U, T>>>
  constexpr Span(Span<U> other) : data_(other.data()), size_(other.size()) {}  // NOLINT
  /// Only for arguments: the list dies with the full expression.
  constexpr Span(std::initializer_list<std::remove_const_t<T>> items) {  // NOLINT
    T* first = items.begin();
    data_ = first;
    size_ = items.size();
  }

  constexpr T* data() const { return data_; }
  constexpr size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr T* begin() const { return data_; }
  constexpr T* end() const { return data_ + size_; }
  constexpr T& operator[](size_t index) const { return data_[index]; }
  constexpr T& back() const { return data_[size_ - 1]; }
  std::vector<std::remove_const_t<T>> to_vector() const { return {begin(), end()}; }

 private:
  T* data_ = nullptr;
  size_t size_ = 0;
};

template <class T, class U>
bool equal(const T& left, const U& right) {
  if (left.size() != right.size()) return false;
  for (size_t i = 0; i < left.size(); ++i) {
    if (left[i] != right[i]) return false;
  }
  return true;
}

/// Extents; below zero: unknown (MORTISE_DIM_UNKNOWN) or a symbol (MORTISE_DIM_SYMBOL).
using Shape = std::vector<int64_t>;
using ShapeView = Span<const int64_t>;

}  // namespace mortise::sdk

#endif  // MORTISE_SDK_SPAN_HPP_
