#include "ops/common/reduce.hpp"

namespace mortise::ops {
namespace {

// Of no elements: the least value that there is.
template <class T>
constexpr Compute<T> least() {
  using C = Compute<T>;
  if constexpr (std::is_floating_point_v<C>) {
    return -std::numeric_limits<C>::infinity();
  } else {
    return std::numeric_limits<C>::min();
  }
}

template <class T>
struct Max {
  static constexpr uint32_t kCombine = MORTISE_COMBINE_MAX;
  void add(Compute<T> x) {
    if (x > max || x != x) max = x;  // NaN wins
  }
  Compute<T> result(int64_t) const { return max; }
  Compute<T> max = least<T>();
};

}  // namespace

MORTISE_OPERATOR(ReduceMax, 20) {
  define_reduction<Max, PlainTypes>(op, "The greatest element over axes")
      .gradient(&extreme_reduction_gradient);
}

}  // namespace mortise::ops
