// ArgMax and ArgMin: the position of the extreme element along an axis.
#pragma once

#include "ops/common/arithmetic.hpp"
#include "ops/common/axis.hpp"

namespace mortise::ops {

inline void infer_arg_extreme(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(NumericTypes{}));
  if (!node.ranked(0)) return out.set_unranked(0, MORTISE_DTYPE_INT64);
  const size_t axis = axis_of(node, 0);
  if (node.shape(0)[axis] == 0) invalid("axis ", axis, " has no elements");
  out.set(0, MORTISE_DTYPE_INT64,
          reduced_shape(node.shape(0), std::vector<int64_t>{static_cast<int64_t>(axis)},
                        node.attr_bool("keepdims", true)));
}

/// Better{}(a, b): a is nearer to the extreme.
template <class Better, class T>
void find_extreme(const Launch& launch, const AxisParts& parts, bool last) {
  if (parts.extent == 0) invalid("the axis has no elements");
  int64_t* out = launch.out<int64_t>(0);
  parts.lines([&](int64_t start) {
    const T* x = launch.in<T>(0) + start;
    int64_t best = 0;
    for (int64_t i = 1; i < parts.extent; ++i) {
      const auto value = load(x[i * parts.inner]);
      const auto found = load(x[best * parts.inner]);
      if (Better{}(value, found) || (last && value == found)) best = i;
    }
    *out++ = best;
  });
}

template <class Better>
class ArgExtremeKernel {
 public:
  ArgExtremeKernel(const Node& node, const KernelContext&)
      : axis_(axis_of(node, 0)),
        last_(node.attr_bool("select_last_index", false)),
        find_(visit_dtype(NumericTypes{}, node.dtype(0), [](auto tag) -> Find {
          return &find_extreme<Better, typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const {
    find_(launch, AxisParts(launch.input_shape(0), axis_), last_);
  }

 private:
  using Find = void (*)(const Launch&, const AxisParts&, bool);
  size_t axis_;
  bool last_;
  Find find_;
};

template <class Better>
Operator& define_arg_extreme(Operator& op, std::string_view summary) {
  return op.summary(summary)
      .input("data")
      .output("reduced")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .attribute("keepdims", MORTISE_ATTRIBUTE_INT)
      .attribute("select_last_index", MORTISE_ATTRIBUTE_INT)
      .infer(&infer_arg_extreme)
      .template kernel<ArgExtremeKernel<Better>>();
}

}  // namespace mortise::ops
