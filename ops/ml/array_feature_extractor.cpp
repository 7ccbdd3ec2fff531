#include "ops/common/gradients.hpp"
#include "ops/common/indices.hpp"
#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, kMovableDtypes);
  node.check_dtype(1, dtype_set(TypeList<int64_t>{}));
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  if (node.rank(0) == 0) invalid("X is a scalar; it needs a last axis");
  Shape shape = node.shape(0).to_vector();
  shape.back() = node.shape_known(1) ? element_count(node.shape(1)) : int64_t{MORTISE_DIM_UNKNOWN};
  if (shape.size() == 1) shape.insert(shape.begin(), 1);
  out.set(0, node.dtype(0), shape);
}

class ArrayFeatureExtractorKernel {
 public:
  ArrayFeatureExtractorKernel(const Node& node, const KernelContext&)
      : bytes_(element_bytes(node.dtype(0))) {}

  void run(const Launch& launch) const {
    const int64_t extent = launch.input_shape(0).back();
    const int64_t count = element_count(launch.input(1));
    const int64_t rows = count == 0 ? 0 : element_count(launch.output(0)) / count;
    const Indices indices(launch.input(1));
    char* to = launch.out<char>(0);
    for (int64_t row = 0; row < rows; ++row) {
      for (int64_t k = 0; k < count; ++k, to += bytes_) {
        const int64_t from = row * extent + indices.at(k, extent);
        move_elements(bytes_, launch.in<char>(0) + from * bytes_, 1, to, 1, 1);
      }
    }
  }

 private:
  int64_t bytes_;
};

}  // namespace

MORTISE_OPERATOR(ArrayFeatureExtractor, 1) {
  op.summary("The elements of the last axis that indices name")
      .input("X")
      .input("Y")
      .output("Z")
      .infer(&infer)
      .gradient(&move_first_gradient)
      .kernel<ArrayFeatureExtractorKernel>();
}

}  // namespace mortise::ops
