// Products with packed weights by vector code.
//
// Threads take groups of rows and of columns. Within a group a stretch of two panels of weights is multiplied by all
// blocks of rows, which lie in the second-level cache, before the next two, which are fetched meanwhile (Goto and van de
// Geijn 2008, "Anatomy of High-Performance Matrix Multiplication"; rows are read as they lie).
#include "backends/cpu/denormals.hpp"
#include "backends/cpu/kernels/packed_product.hpp"
#include "backends/cpu/rounding.hpp"
#include "backends/cpu/vector/pointwise.hpp"

namespace mortise::cpu {
namespace {

using sdk::Launch;
using sdk::Node;

constexpr double kWorthThreads = 2e4;  // multiplications
constexpr int64_t kDepth = 512;        // of a stretch, at most
constexpr int64_t kRowBlocks = 11;     // of a group
constexpr int64_t kPairs = 8;          // of panels, of a group
constexpr int64_t kShares = 4;         // that a thread takes, one after the other: uneven threads come out even

/// `total` in parts of at most `most` which are about as large as each other.
constexpr int64_t even(int64_t total, int64_t most) {
  return ceil_div(total, ceil_div(total, most));
}

class VectorProduct : public PackedProduct {
 public:
  VectorProduct(const Node& node, const sdk::KernelContext& context)
      : PackedProduct(node, context),
        block_rows_(even(size_.rows, kPanelRows)),
        group_blocks_(even(blocks(), kRowBlocks)),
        // A single block need not be read again.
        stretch_(blocks() == 1 ? size_.depth : even(size_.depth, kDepth)) {
    const int64_t groups = ceil_div(blocks(), group_blocks_);
    const int64_t threads = sdk::thread_count(host_);
    const int64_t shares = threads > 1 ? ceil_div(threads * kShares, groups) : 1;
    group_pairs_ = std::clamp<int64_t>(ceil_div(pairs(), shares), 1, kPairs);
    column_groups_ = ceil_div(pairs(), group_pairs_);
    items_ = static_cast<uint64_t>(groups * column_groups_);
    const double work = static_cast<double>(size_.rows) * static_cast<double>(size_.depth) *
                        static_cast<double>(size_.columns);
    grain_ = static_cast<uint64_t>(
        std::max(1.0, kWorthThreads / work * static_cast<double>(items_)));
  }

  uint64_t workspace_size() const { return thread_sums() * sizeof(float) * sdk::thread_count(host_); }

  void run(const Launch& launch) const {
    parallel_for(host_, items_, grain_, [&](uint64_t begin, uint64_t end, uint32_t worker) {
      float* sums = launch.workspace<float>() + worker * thread_sums();
      for (auto i = static_cast<int64_t>(begin); i < static_cast<int64_t>(end); ++i)
        multiply_group(launch, i / column_groups_ * group_blocks_, i % column_groups_ * group_pairs_, sums);
    });
  }

 private:
  int64_t blocks() const { return ceil_div(size_.rows, block_rows_); }
  int64_t pairs() const { return ceil_div(size_.columns, kPairColumns); }
  uint64_t thread_sums() const {
    return static_cast<uint64_t>(group_blocks_ * group_pairs_ * block_rows_ * kPairColumns);
  }

  /// `sums`, of every pair and block of the group, wait there between stretches of depth.
  void multiply_group(const Launch& launch, int64_t first_block, int64_t first_pair,
                      float* sums) const {
    const int64_t end_block = std::min(first_block + group_blocks_, blocks());
    const int64_t end_pair = std::min(first_pair + group_pairs_, pairs());
    const int64_t step = stretch_ < size_.depth ? block_rows_ * kPairColumns : 0;
    for (int64_t k = 0; k < size_.depth; k += stretch_) {
      float* at = sums;
      for (int64_t pair = first_pair; pair < end_pair; ++pair) {
        for (int64_t block = first_block; block < end_block; ++block) {
          multiply_block(launch, block, pair, k, {first_block, end_block}, at);
          at += step;
        }
      }
    }
  }

  struct Blocks {
    int64_t begin, end;
  };

  void multiply_block(const Launch& launch, int64_t block, int64_t pair, int64_t k, Blocks group,
                      float* sums) const {
    const int64_t row = block * block_rows_, column = pair * kPairColumns;
    alignas(64) float start[kPairColumns];
    PanelProduct product{};
    product.rows = std::min(block_rows_, size_.rows - row);
    product.stride = size_.depth;
    product.a = launch.in<float>(0) + row * size_.depth + k;
    product.depth = std::min(stretch_, size_.depth - k);
    product.panels[0] = weights_.panel(2 * pair) + k * kPanel;
    if (column + kPanel < size_.columns) product.panels[1] = weights_.panel(2 * pair + 1) + k * kPanel;
    product.sums = sums;
    if (k == 0) {
      begin(launch, column, kPairColumns, start);
      product.start = start;
    }
    look_ahead(block - group.begin, group.end - group.begin, pair, k, product);
    multiply_(product);
    if (k + product.depth == size_.depth) put(launch, row, product.rows, column, sums);
  }

  /// Blocks of rows share the work of fetching the two panels that come next.
  void look_ahead(int64_t block, int64_t blocks, int64_t pair, int64_t k, PanelProduct& product) const {
    // Of a single block, the panels are read in order: processors see that themselves.
    if (blocks == 1 || 2 * pair + 3 >= ceil_div(size_.columns, kPanel)) return;
    const int64_t sharers = ceil_div(blocks, 2), share = block / 2;
    product.ahead_lines = ceil_div(8, sharers);
    product.ahead = weights_.panel(2 * pair + 2 + block % 2) +
                    (k + share * product.ahead_lines * product.depth / 8) * kPanel;
  }

  void put(const Launch& launch, int64_t row, int64_t rows, int64_t column, float* sums) const {
    const auto count = static_cast<size_t>(rows * kPairColumns);
    const int64_t width = std::min(kPairColumns, size_.columns - column);
    const int64_t first = row * size_.columns + column;
    for (size_t i = 0; i <= steps_.size(); ++i) {
      if (residual_at_ == i) add_residual(launch.in<float>(3) + first, rows, width, sums);
      if (i < steps_.size())
        table_.unary[static_cast<size_t>(steps_[i].kind)](steps_[i], sums, sums, count);
    }
    float* to = launch.out<float>(0) + first;
    for (int64_t r = 0; r < rows; ++r) std::copy_n(sums + r * kPairColumns, width, to + r * size_.columns);
  }

  void add_residual(const float* from, int64_t rows, int64_t width, float* sums) const {
    const auto add = table_.both[static_cast<size_t>(Binary::kAdd)];
    for (int64_t r = 0; r < rows; ++r, sums += kPairColumns)
      add(sums, from + r * size_.columns, sums, static_cast<size_t>(width));
  }

  const PointwiseTable& table_ = pointwise_table();
  const PanelFunction multiply_ = multiply_panels();
  const int64_t block_rows_, group_blocks_, stretch_;
  int64_t group_pairs_ = 1, column_groups_ = 1;
  uint64_t items_ = 1, grain_ = 1;
};

}  // namespace

mortise_kernel_t* make_vector_product(const Node& node, const sdk::KernelContext& context) {
  return make_flushing_kernel<VectorProduct>(node, context);
}

}  // namespace mortise::cpu
