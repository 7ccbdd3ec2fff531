// Products with packed weights by vector code.
#include "backends/cpu/denormals.hpp"
#include "backends/cpu/kernels/packed_product.hpp"
#include "backends/cpu/kernels/panel_loops.hpp"
#include "backends/cpu/vector/pointwise.hpp"

namespace mortise::cpu {
namespace {

using sdk::Launch;
using sdk::Node;

class VectorProduct : public PackedProduct {
 public:
  VectorProduct(const Node& node, const sdk::KernelContext& context)
      : PackedProduct(node, context),
        block_rows_(PanelLoops::even(size_.rows, kPanelRows)),
        loops_(host_, weights_, ceil_div(size_.rows, block_rows_), block_rows_, size_.columns) {}

  uint64_t workspace_size() const { return loops_.workspace_size(); }

  void run(const Launch& launch) const {
    loops_.run(launch.workspace<float>(), Sides{*this, launch});
  }

 private:
  struct Sides {
    const VectorProduct& product;
    const Launch& launch;

    RowBlock rows(int64_t block) const {
      const int64_t depth = product.size_.depth;
      return {launch.in<float>(0) + block * product.block_rows_ * depth, depth,
              product.rows_of(block)};
    }
    void start(int64_t column, float* sums) const {
      product.begin(launch, column, kPairColumns, sums);
    }
    void expect(int64_t block, int64_t column) const { product.expect(launch, block, column); }
    void put(int64_t block, int64_t column, float* sums) const {
      product.put(launch, block, column, sums);
    }
  };

  int64_t rows_of(int64_t block) const {
    return std::min(block_rows_, size_.rows - block * block_rows_);
  }
  int64_t offset(int64_t block, int64_t column) const {
    return block * block_rows_ * size_.columns + column;
  }

  /// The result is often in nobody's cache, and rows far apart are what processors do not foresee.
  void expect(const Launch& launch, int64_t block, int64_t column) const {
    const float* to = launch.out<float>(0) + offset(block, column);
    for (int64_t r = 0; r < rows_of(block); ++r, to += size_.columns) {
      __builtin_prefetch(to, 1);
      __builtin_prefetch(to + kPanel, 1);
    }
  }

  void put(const Launch& launch, int64_t block, int64_t column, float* sums) const {
    const int64_t rows = rows_of(block), width = std::min(kPairColumns, size_.columns - column);
    for (size_t i = 0; i <= steps_.size(); ++i) {
      if (residual_at_ == i)
        add_residual(launch.in<float>(3) + offset(block, column), rows, width, sums);
      if (i < steps_.size()) {
        table_.unary[static_cast<size_t>(steps_[i].kind)](steps_[i], sums, sums,
                                                          static_cast<size_t>(rows * kPairColumns));
      }
    }
    float* to = launch.out<float>(0) + offset(block, column);
    for (int64_t r = 0; r < rows; ++r)
      std::copy_n(sums + r * kPairColumns, width, to + r * size_.columns);
  }

  void add_residual(const float* from, int64_t rows, int64_t width, float* sums) const {
    const auto add = table_.both[static_cast<size_t>(Binary::kAdd)];
    for (int64_t r = 0; r < rows; ++r, sums += kPairColumns)
      add(sums, from + r * size_.columns, sums, static_cast<size_t>(width));
  }

  const PointwiseTable& table_ = pointwise_table();
  const int64_t block_rows_;
  const PanelLoops loops_;
};

}  // namespace

mortise_kernel_t* make_vector_product(const Node& node, const sdk::KernelContext& context) {
  return make_flushing_kernel<VectorProduct>(node, context);
}

}  // namespace mortise::cpu
