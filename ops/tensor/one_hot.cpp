#include "ops/common/arithmetic.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

size_t new_axis(const Node& node) {
  return static_cast<size_t>(normalize_axis(node.attr_int("axis", -1), node.rank(0) + 1));
}

// Depth is a number of any numeric dtype.
std::optional<int64_t> known_depth(const Node& node) {
  const mortise_tensor_view_t* view = node.constant(1);
  if (view == nullptr) return std::nullopt;
  if (element_count(*view) != 1) invalid("depth must be one number");
  return visit_dtype(NumericTypes{}, view->dtype, [&](auto tag) {
    using T = typename decltype(tag)::type;
    return saturating_cast<int64_t>(load(*data<T>(*view)));
  });
}

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(NumericTypes{}));
  node.check_dtype(1, dtype_set(NumericTypes{}));
  node.check_dtype(2, kMovableDtypes);
  node.check_rank(2, 1);
  if (node.ranked(2)) unify_extents(node.shape(2)[0], 2);
  const std::optional<int64_t> depth = known_depth(node);
  if (depth && *depth < 1) invalid("depth is ", *depth, "; it must be 1 or more");
  if (!depth) out.need_value(1);
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(2));
  Shape shape = node.shape(0).to_vector();
  shape.insert(shape.begin() + static_cast<ptrdiff_t>(new_axis(node)),
               depth.value_or(MORTISE_DIM_UNKNOWN));
  out.set(0, node.dtype(2), shape);
}

class OneHotKernel {
 public:
  OneHotKernel(const Node& node, const KernelContext&)
      : axis_(new_axis(node)),
        bytes_(element_bytes(node.dtype(2))),
        fill_(visit_dtype(NumericTypes{}, node.dtype(0), [](auto tag) -> Fill {
          return &OneHotKernel::fill<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const { (this->*fill_)(launch); }

 private:
  using Fill = void (OneHotKernel::*)(const Launch&) const;

  template <class Index>
  void fill(const Launch& launch) const {
    const ShapeView shape = launch.output_shape(0);
    const int64_t depth = shape[axis_];
    const char* off = launch.in<char>(2);
    const char* on = off + bytes_;
    char* out = launch.out<char>(0);
    const int64_t inner =
        element_count(ShapeView(shape.data() + axis_ + 1, shape.size() - axis_ - 1));
    move_elements(bytes_, off, 0, out, 1, element_count(launch.output(0)));
    const int64_t count = element_count(launch.input(0));
    for (int64_t i = 0; i < count; ++i) {
      int64_t index = saturating_cast<int64_t>(load(launch.in<Index>(0)[i]));
      if (index < -depth || index >= depth) continue;  // all of it is off
      if (index < 0) index += depth;
      const int64_t place = (i / inner * depth + index) * inner + i % inner;
      move_elements(bytes_, on, 0, out + place * bytes_, 1, 1);
    }
  }

  size_t axis_;
  int64_t bytes_;
  Fill fill_;
};

void gradient(Gradient& g) { move_gradient(g, {2}); }

}  // namespace

MORTISE_OPERATOR(OneHot, 11) {
  op.summary("A new axis that holds one value at the index, and another elsewhere")
      .input("indices")
      .input("depth")
      .input("values")
      .output("output")
      .attribute("axis", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<OneHotKernel>();
}

}  // namespace mortise::ops
