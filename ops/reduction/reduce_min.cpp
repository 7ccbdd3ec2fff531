#include "ops/common/reduce.hpp"

namespace mortise::ops {
namespace {

// Of no elements: the greatest value that there is.
template <class T>
constexpr Compute<T> greatest() {
  using C = Compute<T>;
  if constexpr (std::is_floating_point_v<C>) {
    return std::numeric_limits<C>::infinity();
  } else {
    return std::numeric_limits<C>::max();
  }
}

template <class T>
struct Min {
  static constexpr uint32_t kCombine = MORTISE_COMBINE_MIN;
  void add(Compute<T> x) {
    if (x < min || x != x) min = x;  // NaN wins
  }
  Compute<T> result(int64_t) const { return min; }
  Compute<T> min = greatest<T>();
};

}  // namespace

MORTISE_OPERATOR(ReduceMin, 20) {
  define_reduction<Min, PlainTypes>(op, "The least element over axes")
      .gradient(&extreme_reduction_gradient);
}

}  // namespace mortise::ops
