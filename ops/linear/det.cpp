#include <cmath>
#include <utility>

#include "ops/common/arithmetic.hpp"

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

}  // namespace

MORTISE_OPERATOR(Det, 22) {
  op.summary("The determinant of each matrix")
      .input("X")
      .output("Y")
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .piece([](const Node&, const PieceQuery& query, Pieces& pieces) {
        pieces.range(0, query.axis, query.begin, query.end);
      })
      .kernel<DetKernel>();
}

}  // namespace mortise::ops
