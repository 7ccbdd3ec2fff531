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
constexpr int64_t kShares =
    4;  // that a thread takes, one after the other: uneven threads come out even

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
    grain_ =
        static_cast<uint64_t>(std::max(1.0, kWorthThreads / work * static_cast<double>(items_)));
  }

  uint64_t workspace_size() const {
    return thread_sums() * sizeof(float) * sdk::thread_count(host_);
  }

  void run(const Launch& launch) const {
    parallel_for(host_, items_, grain_, [&](uint64_t begin, uint64_t end, uint32_t worker) {
      float* sums = launch.workspace<float>() + worker * thread_sums();
      for (auto i = static_cast<int64_t>(begin); i < static_cast<int64_t>(end); ++i)
        multiply_group(launch, i / column_groups_ * group_blocks_,
                       i % column_groups_ * group_pairs_, sums);
    });
  }

 private:
  int64_t blocks() const { return ceil_div(size_.rows, block_rows_); }
  int64_t pairs() const { return ceil_div(size_.columns, kPairColumns); }
  uint64_t thread_sums() const {
    return static_cast<uint64_t>(group_blocks_ * group_pairs_ * block_rows_ * kPairColumns);
  }

  struct Range {
    int64_t begin, end;
  };
  /// Of two panels, from depth k on.
  struct Stretch {
    int64_t pair, k;
  };

  /// `sums`, of every pair and block of the group, wait there between stretches of depth.
  void multiply_group(const Launch& launch, int64_t first_block, int64_t first_pair,
                      float* sums) const {
    const Range blocks_here{first_block, std::min(first_block + group_blocks_, blocks())};
    const Range pairs_here{first_pair, std::min(first_pair + group_pairs_, pairs())};
    const int64_t step = stretch_ < size_.depth ? block_rows_ * kPairColumns : 0;
    for (int64_t k = 0; k < size_.depth; k += stretch_) {
      float* at = sums;
      for (int64_t pair = pairs_here.begin; pair < pairs_here.end; ++pair) {
        const Stretch next = following({pair, k}, pairs_here);
        for (int64_t block = blocks_here.begin; block < blocks_here.end; ++block, at += step)
          multiply_block(launch, block, {pair, k}, next, blocks_here, at);
      }
    }
  }

  /// What is read next; behind the group's end that is the next group's first.
  Stretch following(Stretch here, Range pairs_here) const {
    if (here.pair + 1 < pairs_here.end) return {here.pair + 1, here.k};
    if (here.k + stretch_ < size_.depth) return {pairs_here.begin, here.k + stretch_};
    return {pairs_here.end, 0};
  }

  void multiply_block(const Launch& launch, int64_t block, Stretch here, Stretch next,
                      Range blocks_here, float* sums) const {
    const int64_t row = block * block_rows_, column = here.pair * kPairColumns;
    alignas(64) float start[kPairColumns];
    PanelProduct product{};
    product.rows = std::min(block_rows_, size_.rows - row);
    product.stride = size_.depth;
    product.a = launch.in<float>(0) + row * size_.depth + here.k;
    product.depth = std::min(stretch_, size_.depth - here.k);
    product.panels[0] = panel(here, 0);
    if (column + kPanel < size_.columns) product.panels[1] = panel(here, 1);
    product.sums = sums;
    if (here.k == 0) {
      begin(launch, column, kPairColumns, start);
      product.start = start;
    }
    look_ahead(next, block - blocks_here.begin, blocks_here.end - blocks_here.begin, product);
    const bool last = here.k + product.depth == size_.depth;
    float* const to = launch.out<float>(0) + row * size_.columns + column;
    if (last) fetch_to_write(to, product.rows);
    multiply_(product);
    if (last) put(launch, row, product.rows, column, sums);
  }

  /// The result is often in nobody's cache, and rows far apart are what processors do not foresee.
  void fetch_to_write(const float* to, int64_t rows) const {
    for (int64_t r = 0; r < rows; ++r, to += size_.columns) {
      __builtin_prefetch(to, 1);
      __builtin_prefetch(to + kPanel, 1);
    }
  }

  const float* panel(Stretch stretch, int64_t half) const {
    return weights_.panel(2 * stretch.pair + half) + stretch.k * kPanel;
  }

  /// Blocks of rows share the work of fetching what comes next, every other one that of the first panel.
  void look_ahead(Stretch next, int64_t block, int64_t blocks, PanelProduct& product) const {
    // Of a single block, the panels are read in order: processors see that themselves.
    if (blocks == 1 || next.pair * kPairColumns + kPanel >= size_.columns) return;
    const int64_t lines = ceil_div(8, ceil_div(blocks, 2));
    product.ahead_lines = lines;
    product.ahead = panel(next, block % 2) + block / 2 * lines * (product.depth / 8) * kPanel;
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
    for (int64_t r = 0; r < rows; ++r)
      std::copy_n(sums + r * kPairColumns, width, to + r * size_.columns);
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
