// What the kernels of the private PackedMatMul share: sizes, the bias, steps and residual behind the product, and the
// weights in panels.
#pragma once

#include <mortise/sdk/kernel.hpp>

#include <algorithm>
#include <optional>
#include <vector>

#include "backends/cpu/kernels/matmul.hpp"
#include "backends/cpu/kernels/panels.hpp"
#include "backends/cpu/program.hpp"

namespace mortise::cpu {

struct ProductSizes {
  int64_t rows, depth, columns;
};

inline ProductSizes product_sizes(const sdk::Node& node) {
  const bool transposed = node.attr_int(kMatMulTransposeB, 0) != 0;
  const sdk::ShapeView weights = node.shape(1);
  const int64_t depth = node.shape(0).back();
  return {depth == 0 ? 0 : sdk::element_count(node.shape(0)) / depth, depth,
          weights[weights.size() - (transposed ? 2 : 1)]};
}

class PackedProduct : public PanelKernel {
 public:
  static constexpr uint32_t kFlags = 0;

  PackedProduct(const sdk::Node& node, const sdk::KernelContext& context)
      : PanelKernel(context, node, "matmul", {view_of(node)}, 1),
        host_(context.host),
        size_(product_sizes(node)),
        has_bias_(node.has_input(2)),
        has_residual_(node.has_input(3)),
        steps_(read_steps(node)) {
    if (has_residual_)
      residual_at_ = static_cast<size_t>(node.attr_int(kMatMulResidualPosition, 0));
  }

 protected:
  /// The bias of columns [column, column + width), with zeros where there is none.
  void begin(const sdk::Launch& launch, int64_t column, int64_t width, float* start) const {
    std::fill_n(start, width, 0.0f);
    if (has_bias_) {
      std::copy_n(launch.in<float>(2) + column, std::min(width, size_.columns - column), start);
    }
  }

  const mortise_host_t* host_;
  const ProductSizes size_;
  const bool has_bias_, has_residual_;
  const std::vector<Step> steps_;
  std::optional<size_t> residual_at_;  // its place among the steps

 private:
  static MatrixView view_of(const sdk::Node& node) {
    const ProductSizes s = product_sizes(node);
    const bool transposed = node.attr_int(kMatMulTransposeB, 0) != 0;
    return {sdk::data<float>(*node.constant(1)), s.depth, s.columns, transposed ? 1 : s.columns,
            transposed ? s.depth : 1};
  }
};

/// By vector code, for few rows.
mortise_kernel_t* make_vector_product(const sdk::Node& node, const sdk::KernelContext& context);
/// On the matrix unit. Requires: matrix::available().
mortise_kernel_t* make_unit_product(const sdk::Node& node, const sdk::KernelContext& context);

}  // namespace mortise::cpu
