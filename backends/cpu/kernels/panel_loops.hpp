// The loops of a product with weights in panels, by vector code.
//
// Threads take groups of blocks of rows and of pairs of panels. Within a group a stretch of two panels is multiplied by
// all blocks of rows, which lie in the second-level cache, before the next two, which are fetched meanwhile (Goto and van
// de Geijn 2008, "Anatomy of High-Performance Matrix Multiplication"; rows are read as they lie).
#pragma once

#include <mortise/sdk/kernel.hpp>

#include <algorithm>

#include "backends/cpu/denormals.hpp"
#include "backends/cpu/kernels/panels.hpp"
#include "backends/cpu/rounding.hpp"

namespace mortise::cpu {

/// The rows of one block.
struct RowBlock {
  const float* first;
  int64_t stride;  // from one row to the next
  int64_t count;
};

/// Immutable; any thread.
class PanelLoops {
 public:
  /// `blocks` of at most `block_rows` rows, which are at most kPanelRows.
  PanelLoops(const mortise_host_t* host, const Panels& weights, int64_t blocks, int64_t block_rows,
             int64_t columns)
      : host_(host),
        weights_(weights),
        blocks_(blocks),
        block_rows_(block_rows),
        columns_(columns),
        group_blocks_(even(blocks, kRowBlocks)),
        // A single block need not be read again.
        stretch_(blocks == 1 ? weights.depth() : round_up(even(weights.depth(), kDepth), kPanel)) {
    const int64_t groups = ceil_div(blocks_, group_blocks_), threads = sdk::thread_count(host);
    const int64_t shares = threads > 1 ? ceil_div(threads * kShares, groups) : 1;
    group_pairs_ = std::clamp<int64_t>(ceil_div(pairs(), shares), 1, kPairs);
    column_groups_ = ceil_div(pairs(), group_pairs_);
    items_ = static_cast<uint64_t>(groups * column_groups_);
    const double work = static_cast<double>(blocks_ * block_rows_) *
                        static_cast<double>(weights.depth()) * static_cast<double>(columns_);
    grain_ =
        static_cast<uint64_t>(std::max(1.0, kWorthThreads / work * static_cast<double>(items_)));
  }

  uint64_t workspace_size() const {
    return thread_sums() * sizeof(float) * sdk::thread_count(host_);
  }

  /// `Sides` has `RowBlock rows(block)`; `void start(column, float* sums)`, what 32 sums begin with; `void
  /// expect(block, column)`, which may fetch the place of the result; and `void put(block, column, float* sums)`, which
  /// takes a block's sums in rows of 32 and may change them.
  template <class Sides>
  void run(float* workspace, const Sides& sides) const {
    parallel_for(host_, items_, grain_, [&](uint64_t begin, uint64_t end, uint32_t worker) {
      float* sums = workspace + worker * thread_sums();
      for (auto i = static_cast<int64_t>(begin); i < static_cast<int64_t>(end); ++i) {
        multiply_group(sides, i / column_groups_ * group_blocks_, i % column_groups_ * group_pairs_,
                       sums);
      }
    });
  }

  /// Parts of at most `most` which are about as large as each other: the size of the largest.
  static constexpr int64_t even(int64_t total, int64_t most) {
    return ceil_div(total, ceil_div(total, most));
  }

 private:
  static constexpr double kWorthThreads = 2e4;  // multiplications
  static constexpr int64_t kDepth = 768;        // of a stretch, at most
  static constexpr int64_t kRowBlocks = 11;     // of a group
  static constexpr int64_t kPairs = 8;          // of panels, of a group
  // That a thread takes, one after the other: threads of uneven speed come out even.
  static constexpr int64_t kShares = 4;

  struct Range {
    int64_t begin, end;
  };
  /// Of two panels, from depth k on.
  struct Stretch {
    int64_t pair, k;
  };

  int64_t pairs() const { return ceil_div(columns_, kPairColumns); }
  uint64_t thread_sums() const {
    return static_cast<uint64_t>(group_blocks_ * group_pairs_ * block_rows_ * kPairColumns);
  }

  /// `sums`, of every pair and block of the group, wait there between stretches of depth.
  template <class Sides>
  void multiply_group(const Sides& sides, int64_t first_block, int64_t first_pair,
                      float* sums) const {
    const Range blocks{first_block, std::min(first_block + group_blocks_, blocks_)};
    const Range pairs_here{first_pair, std::min(first_pair + group_pairs_, pairs())};
    const int64_t step = stretch_ < weights_.depth() ? block_rows_ * kPairColumns : 0;
    for (int64_t k = 0; k < weights_.depth(); k += stretch_) {
      float* at = sums;
      for (int64_t pair = pairs_here.begin; pair < pairs_here.end; ++pair) {
        const Stretch next = following({pair, k}, pairs_here);
        for (int64_t block = blocks.begin; block < blocks.end; ++block, at += step)
          multiply_block(sides, block, {pair, k}, next, blocks, at);
      }
    }
  }

  /// What is read next; behind the group's end that is the next group's first.
  Stretch following(Stretch here, Range pairs_here) const {
    if (here.pair + 1 < pairs_here.end) return {here.pair + 1, here.k};
    if (here.k + stretch_ < weights_.depth()) return {pairs_here.begin, here.k + stretch_};
    return {pairs_here.end, 0};
  }

  template <class Sides>
  void multiply_block(const Sides& sides, int64_t block, Stretch here, Stretch next, Range blocks,
                      float* sums) const {
    const int64_t column = here.pair * kPairColumns;
    const RowBlock rows = sides.rows(block);
    alignas(64) float start[kPairColumns];
    PanelProduct product{};
    product.rows = rows.count;
    product.stride = rows.stride;
    product.a = rows.first + here.k;
    product.depth = std::min(stretch_, weights_.depth() - here.k);
    product.panel = panel(here, 0);
    if (column + kPanel < columns_) product.panel_stride = weights_.depth() * kPanel;
    product.sums = sums;
    if (here.k == 0) {
      sides.start(column, start);
      product.start = start;
    }
    const bool last = here.k + product.depth == weights_.depth();
    if (last) sides.expect(block, column);
    look_ahead(next, block - blocks.begin, blocks.end - blocks.begin, product);
    multiply_(product);
    if (last) sides.put(block, column, sums);
  }

  const float* panel(Stretch stretch, int64_t half) const {
    return weights_.panel(2 * stretch.pair + half) + stretch.k * kPanel;
  }

  /// Blocks of rows share the work of fetching what comes next, every other one that of the first panel.
  void look_ahead(Stretch next, int64_t block, int64_t blocks, PanelProduct& product) const {
    // Of a single block, the panels are read in order: processors see that themselves.
    if (blocks == 1 || next.pair * kPairColumns + kPanel >= columns_) return;
    const int64_t lines = ceil_div(8, ceil_div(blocks, 2));
    product.ahead_lines = lines;
    product.ahead = panel(next, block % 2) + block / 2 * lines * (product.depth / 8) * kPanel;
  }

  const mortise_host_t* host_;
  const Panels& weights_;
  const PanelFunction multiply_ = multiply_panels();
  const int64_t blocks_, block_rows_, columns_, group_blocks_, stretch_;
  int64_t group_pairs_ = 1, column_groups_ = 1;
  uint64_t items_ = 1, grain_ = 1;
};

}  // namespace mortise::cpu
