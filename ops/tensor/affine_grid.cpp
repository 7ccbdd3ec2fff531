#include "ops/common/arithmetic.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/pool.hpp"

namespace mortise::ops {
namespace {

// theta is [batch, dims, dims + 1] and size [batch, channels, extents…]; the grid [batch, extents…, dims].
void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(FloatTypes{}));
  node.check_dtype(1, dtype_set(TypeList<int64_t>{}));
  node.check_rank(0, 3);
  node.check_rank(1, 1);
  const auto size = node.constant_ints(1);
  if (!size) {
    out.need_value(1);
    return out.set_unranked(0, node.dtype(0));
  }
  if (size->size() != 4 && size->size() != 5)
    invalid("size is ", *size, "; it must have 4 or 5 numbers");
  for (const int64_t extent : *size)
    if (extent < 0) invalid("size is ", *size);
  const auto dims = static_cast<int64_t>(size->size()) - 2;
  int64_t batch = size->front();
  if (node.ranked(0)) {
    batch = unify_extents(node.shape(0)[0], batch);
    unify_extents(node.shape(0)[1], dims);
    unify_extents(node.shape(0)[2], dims + 1);
  }
  Shape shape = {batch};
  shape.insert(shape.end(), size->begin() + 2, size->end());
  shape.push_back(dims);
  out.set(0, node.dtype(0), shape);
}

// Places from -1 to 1 along each axis, the last axis first, multiplied by a matrix and moved.
class AffineGridKernel {
 public:
  AffineGridKernel(const Node& node, const KernelContext&)
      : align_corners_(node.attr_int("align_corners", 0) != 0),
        fill_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Fill {
          return &AffineGridKernel::fill<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const { (this->*fill_)(launch); }

 private:
  using Fill = void (AffineGridKernel::*)(const Launch&) const;

  double place(int64_t index, int64_t extent) const {
    const auto position = static_cast<double>(index), length = static_cast<double>(extent);
    if (!align_corners_) return (2 * position + 1) / length - 1;
    return extent == 1 ? -1 : 2 * position / (length - 1) - 1;
  }

  template <class T>
  void fill(const Launch& launch) const {
    const ShapeView shape = launch.output_shape(0);
    const size_t dims = shape.size() - 2;
    const ShapeView extents(shape.data() + 1, dims);
    if (element_count(shape) == 0) return;
    T* y = launch.out<T>(0);
    for (int64_t item = 0; item < shape[0]; ++item) {
      const T* theta = launch.in<T>(0) + item * static_cast<int64_t>(dims * (dims + 1));
      PoolIndex position{};
      do {
        for (size_t row = 0; row < dims; ++row) {
          const T* factors = theta + row * (dims + 1);
          auto sum = static_cast<double>(load(factors[dims]));
          for (size_t k = 0; k < dims; ++k) {
            const size_t axis = dims - 1 - k;
            sum += static_cast<double>(load(factors[k])) * place(position[axis], extents[axis]);
          }
          *y++ = store<T>(sum);
        }
      } while (next_position(position, extents));
    }
  }

  bool align_corners_;
  Fill fill_;
};

// The grid is a product of theta with points that depend on the size alone. They are what the operator gives for thetas
// that take one coordinate each.
void gradient(Gradient& g) {
  const auto size = g.node.constant_ints(1);
  if (!size) unsupported("the gradient needs a constant size");
  Builder& b = g.b;
  const auto dims = static_cast<int64_t>(size->size()) - 2;
  const uint32_t dtype = g.node.dtype(0);
  std::vector<double> choices(static_cast<size_t>((dims + 1) * dims * (dims + 1)), 0);
  for (int64_t i = 0; i <= dims; ++i) choices[static_cast<size_t>(i * dims * (dims + 1) + i)] = 1;
  const Value thetas = constant_of(b, dtype, Shape{dims + 1, dims, dims + 1}, choices);
  std::vector<int64_t> sizes = *size;
  sizes[0] = dims + 1;
  const Value grids = run_again(g, {{0, thetas}, {1, b.ints(sizes)}});
  int64_t count = 1;
  for (size_t i = 2; i < size->size(); ++i) count *= (*size)[i];
  const Value points = b.node("Gather", {grids, b.scalar(MORTISE_DTYPE_INT64, 0)}, {{"axis", -1}});
  const Value rows = b.node("Reshape", {points, b.ints({dims + 1, count})}, {{"allowzero", 1}});
  const Value dy =
      b.node("Reshape", {g.output(0), b.ints({(*size)[0], count, dims})}, {{"allowzero", 1}});
  const Value turned = b.node("Transpose", {dy}, {{"perm", Shape{0, 2, 1}}});
  g.set_input(0, b.node("MatMul", {turned, b.node("Transpose", {rows}, {{"perm", Shape{1, 0}}})}));
}

}  // namespace

MORTISE_OPERATOR(AffineGrid, 20) {
  op.summary("The grid of places that an affine map makes of an image's pixels, for GridSample")
      .input("theta")
      .input("size")
      .output("grid")
      .attribute("align_corners", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<AffineGridKernel>();
}

}  // namespace mortise::ops
