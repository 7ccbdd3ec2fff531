#include <cmath>

#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, kFloats);
  if (!node.ranked(0)) return;
  if (node.rank(0) < 2) invalid("X has shape ", node.shape(0), "; its rank must be 2 or more");
  const size_t rank = node.shape(0).size();
  unify_extents(node.shape(0)[rank - 2], node.shape(0)[rank - 1]);
}

// Gauss-Jordan elimination with partial pivoting (Golub and Van Loan: Matrix Computations, section 3.4). A singular matrix
// gives infinities and NaN.
class InverseKernel {
 public:
  InverseKernel(const Node& node, const KernelContext&)
      : largest_(node.shape(0).back()),
        invert_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Invert {
          return &InverseKernel::invert_all<typename decltype(tag)::type>;
        })) {}

  // A matrix, and what becomes its inverse beside it.
  uint64_t workspace_size() const {
    return static_cast<uint64_t>(2 * largest_ * largest_) * sizeof(double);
  }
  void run(const Launch& launch) const { invert_(launch); }

 private:
  using Invert = void (*)(const Launch&);

  template <class T>
  static void invert_all(const Launch& launch) {
    const int64_t size = launch.input_shape(0).back();
    const int64_t count = element_count(launch.input_shape(0));
    auto* rows = launch.workspace<double>();
    for (int64_t first = 0; first < count; first += size * size) {
      const T* x = launch.in<T>(0) + first;
      T* y = launch.out<T>(0) + first;
      for (int64_t i = 0; i < size; ++i) {
        for (int64_t j = 0; j < size; ++j) {
          rows[i * 2 * size + j] = static_cast<double>(static_cast<Compute<T>>(x[i * size + j]));
          rows[i * 2 * size + size + j] = i == j ? 1 : 0;
        }
      }
      eliminate(rows, size);
      for (int64_t i = 0; i < size; ++i) {
        for (int64_t j = 0; j < size; ++j)
          y[i * size + j] = T(static_cast<Compute<T>>(rows[i * 2 * size + size + j]));
      }
    }
  }

  static void eliminate(double* rows, int64_t size) {
    const int64_t width = 2 * size;
    for (int64_t step = 0; step < size; ++step) {
      int64_t pivot = step;
      for (int64_t i = step + 1; i < size; ++i) {
        if (std::fabs(rows[i * width + step]) > std::fabs(rows[pivot * width + step])) pivot = i;
      }
      std::swap_ranges(rows + step * width, rows + (step + 1) * width, rows + pivot * width);
      double* row = rows + step * width;
      const double scale = 1 / row[step];
      for (int64_t j = 0; j < width; ++j) row[j] *= scale;
      for (int64_t i = 0; i < size; ++i) {
        const double factor = rows[i * width + step];
        if (i == step) continue;
        for (int64_t j = 0; j < width; ++j) rows[i * width + j] -= factor * row[j];
      }
    }
  }

  int64_t largest_;
  Invert invert_;
};

// With Y the inverse: dX = -Y^T dY Y^T
void gradient(Gradient& g) {
  if (!g.node.ranked(0)) unsupported("the rank of X must be known");
  Formula f(g.b, g.node.dtype(0));
  std::vector<int64_t> order;
  for (int64_t axis = 0; axis < g.node.rank(0); ++axis) order.push_back(axis);
  std::swap(order[order.size() - 2], order.back());
  const Value turned = f.transpose(g.output_value(0), order);
  g.set_input(0, f.scaled(f.product(f.product(turned, g.output(0)), turned), -1));
}

}  // namespace

MORTISE_OPERATOR(Inverse, 1) {
  op.summary("The inverse of each matrix")
      .input("X")
      .output("Y")
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<InverseKernel>();
}

}  // namespace mortise::contrib
