// Products of few rows with packed weights, by vector code: each panel of weights is read once for all rows.
#include "backends/cpu/denormals.hpp"
#include "backends/cpu/kernels/packed_product.hpp"
#include "backends/cpu/rounding.hpp"
#include "backends/cpu/vector/pointwise.hpp"

namespace mortise::cpu {
namespace {

using sdk::Launch;
using sdk::Node;

constexpr double kWorthThreads = 1e5;  // multiplications

class VectorProduct : public PackedProduct {
 public:
  VectorProduct(const Node& node, const sdk::KernelContext& context)
      : PackedProduct(node, context) {
    const double work = static_cast<double>(size_.rows) * static_cast<double>(size_.depth) * 16;
    grain_ = static_cast<uint64_t>(std::max(1.0, kWorthThreads / work));
  }

  void run(const Launch& launch) const {
    const auto panels = static_cast<uint64_t>(ceil_div(size_.columns, kPanel));
    parallel_for(host_, panels, grain_, [&](uint64_t begin, uint64_t end, uint32_t) {
      for (auto p = static_cast<int64_t>(begin); p < static_cast<int64_t>(end); ++p) {
        for (int64_t row = 0; row < size_.rows; row += kPanelRows) run_block(launch, row, p);
      }
    });
  }

 private:
  void run_block(const Launch& launch, int64_t row, int64_t panel) const {
    alignas(64) float start[kPanel], sums[kPanelRows * kPanel];
    const int64_t rows = std::min(kPanelRows, size_.rows - row), column = panel * kPanel;
    begin(launch, column, kPanel, start);
    multiply_(launch.in<float>(0) + row * size_.depth, size_.depth, rows, weights_.panel(panel),
              size_.depth, start, sums, kPanel);
    const int64_t width = std::min(kPanel, size_.columns - column);
    const auto count = static_cast<size_t>(rows * kPanel);
    for (size_t i = 0; i <= steps_.size(); ++i) {
      if (residual_at_ == i) add_residual(launch, row, rows, column, width, sums);
      if (i < steps_.size())
        table_.unary[static_cast<size_t>(steps_[i].kind)](steps_[i], sums, sums, count);
    }
    for (int64_t r = 0; r < rows; ++r) {
      std::copy_n(sums + r * kPanel, width,
                  launch.out<float>(0) + (row + r) * size_.columns + column);
    }
  }

  void add_residual(const Launch& launch, int64_t row, int64_t rows, int64_t column, int64_t width,
                    float* sums) const {
    const auto add = table_.both[static_cast<size_t>(Binary::kAdd)];
    for (int64_t r = 0; r < rows; ++r) {
      float* sum = sums + r * kPanel;
      add(sum, launch.in<float>(3) + (row + r) * size_.columns + column, sum,
          static_cast<size_t>(width));
    }
  }

  const PointwiseTable& table_ = pointwise_table();
  const PanelFunction multiply_ = multiply_panel();
  uint64_t grain_ = 1;
};

}  // namespace

mortise_kernel_t* make_vector_product(const Node& node, const sdk::KernelContext& context) {
  return make_flushing_kernel<VectorProduct>(node, context);
}

}  // namespace mortise::cpu
