#include <cmath>
#include <utility>

#include "ops/common/arithmetic.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(FloatTypes{}));
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  const ShapeView shape = node.shape(0);
  if (shape.size() < 2) invalid("X has shape ", shape, "; it must be one matrix or more");
  unify_extents(shape[shape.size() - 2], shape.back());
  out.set(0, node.dtype(0), ShapeView(shape.data(), shape.size() - 2));
}

// Gaussian elimination with the largest pivot of each column, in double. The matrix is destroyed.
double determinant(double* matrix, int64_t n) {
  double product = 1;
  for (int64_t column = 0; column < n; ++column) {
    int64_t pivot = column;
    for (int64_t row = column + 1; row < n; ++row) {
      if (std::fabs(matrix[row * n + column]) > std::fabs(matrix[pivot * n + column])) pivot = row;
    }
    double* const head = matrix + column * n;
    if (pivot != column) {
      for (int64_t k = column; k < n; ++k) std::swap(head[k], matrix[pivot * n + k]);
      product = -product;
    }
    product *= head[column];
    if (head[column] == 0) return product;
    for (int64_t row = column + 1; row < n; ++row) {
      const double factor = matrix[row * n + column] / head[column];
      for (int64_t k = column; k < n; ++k) matrix[row * n + k] -= factor * head[k];
    }
  }
  return product;
}

class DetKernel {
 public:
  static constexpr uint32_t kFlags =
      0;  // the workspace has room for one matrix of the node's extents

  DetKernel(const Node& node, const KernelContext&)
      : extent_(node.shape(0).back()),
        run_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Run {
          return &DetKernel::run_typed<typename decltype(tag)::type>;
        })) {}

  uint64_t workspace_size() const {
    return static_cast<uint64_t>(extent_ * extent_) * sizeof(double);
  }

  void run(const Launch& launch) const { (this->*run_)(launch); }

 private:
  using Run = void (DetKernel::*)(const Launch&) const;

  template <class T>
  void run_typed(const Launch& launch) const {
    auto* const matrix = launch.workspace<double>();
    const int64_t size = extent_ * extent_;
    for (int64_t i = 0; i < element_count(launch.output(0)); ++i) {
      const T* x = launch.in<T>(0) + i * size;
      for (int64_t k = 0; k < size; ++k) matrix[k] = static_cast<double>(load(x[k]));
      launch.out<T>(0)[i] = store<T>(determinant(matrix, extent_));
    }
  }

  int64_t extent_;
  Run run_;
};

// By Laplace's expansion: each element's factor is the determinant of what is left without its row and column, with a
// sign. Those are all made at once.
void gradient(Gradient& g) {
  const Node& node = g.node;
  if (!node.ranked(0) || node.shape(0).back() < 0)
    unsupported("the size of the matrix must be known");
  Builder& b = g.b;
  const int64_t n = node.shape(0).back();
  const Value axes = b.ints({-2, -1});
  const Term dy = output_gradient(g, 0).apply("Unsqueeze", {axes});
  if (n <= 1) {
    g.set_input(0, dy.apply("Expand", {b.node("Shape", {g.input_value(0)})}).value());
    return;
  }
  std::vector<int64_t> places;
  std::vector<double> signs;
  for (int64_t row = 0; row < n; ++row) {
    for (int64_t column = 0; column < n; ++column) {
      signs.push_back((row + column) % 2 == 0 ? 1 : -1);
      for (int64_t i = 0; i < n * n; ++i)
        if (i / n != row && i % n != column) places.push_back(i);
    }
  }
  const Shape minors = {n, n, n - 1, n - 1};
  const Value indices = b.constant(host_view(MORTISE_DTYPE_INT64, minors, places.data()));
  std::vector<int64_t> flat(static_cast<size_t>(node.rank(0)) - 2, 0);
  flat.push_back(n * n);
  const Value elements = b.node("Reshape", {g.input_value(0), b.ints(flat)});
  const Value parts = b.node("Gather", {elements, indices}, {{"axis", -1}});
  const Term factors(b, dy.dtype(), b.node("Det", {parts}));
  const Term sign(b, dy.dtype(), constant_of(b, dy.dtype(), Shape{n, n}, signs));
  g.set_input(0, (dy * sign * factors).value());
}

}  // namespace

MORTISE_OPERATOR(Det, 22) {
  op.summary("The determinant of each matrix")
      .input("X")
      .output("Y")
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .gradient(&gradient)
      .piece([](const Node&, const PieceQuery& query, Pieces& pieces) {
        pieces.range(0, query.axis, query.begin, query.end);
      })
      .kernel<DetKernel>();
}

}  // namespace mortise::ops
