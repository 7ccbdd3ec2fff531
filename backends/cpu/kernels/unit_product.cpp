// Products with packed weights on the matrix unit.
//
// The rows of the left matrix are split into parts first, on all threads; then threads take ranges of columns. A thread
// splits a stretch of two panels of weights and multiplies a group of blocks of rows by it, so that what it works on
// stays in its second-level cache while the weights pass through once.
#include "backends/cpu/denormals.hpp"
#include "backends/cpu/kernels/packed_product.hpp"
#include "backends/cpu/matrix/rows.hpp"
#include "backends/cpu/matrix/unit.hpp"
#include "backends/cpu/rounding.hpp"

namespace mortise::cpu {
namespace {

using matrix::kBlock;
using matrix::kTile;
using matrix::Part;
using sdk::Launch;
using sdk::Node;

constexpr int64_t kDepthSteps = 16;   // of a stretch of depth, at most
constexpr int64_t kRowBlocks = 8;     // blocks of rows that share a split stretch of weights
constexpr int64_t kColumnBlocks = 8;  // blocks of columns that one thread takes at once, at most
constexpr uint64_t kRowsGrain = 4;    // tiles of rows that are worth a second thread to split
constexpr matrix::PartStrides kStrides = {matrix::kStepParts * kTile, matrix::kDepth* kTile};
constexpr int64_t kStepParts = matrix::kStepParts * kTile;  // of one step of a tile, or of a panel

class UnitProduct : public PackedProduct {
 public:
  UnitProduct(const Node& node, const sdk::KernelContext& context)
      : PackedProduct(node, context),
        depth_steps_(matrix::steps_of_depth(size_.depth)),
        stretch_(ceil_div(depth_steps_, ceil_div(depth_steps_, kDepthSteps))),
        finish_(steps_, residual_at_) {
    for (int64_t s = 0; s < depth_steps_; ++s) offsets_.push_back(s * kStrides.step);
    choose_groups();
  }

  uint64_t workspace_size() const {
    return static_cast<uint64_t>(row_tiles() * tile_parts()) * sizeof(Part) + special_size() +
           thread_size() * sdk::thread_count(host_);
  }

  void run(const Launch& launch) const {
    char* flags = reinterpret_cast<char*>(launch.workspace<Part>() + row_tiles() * tile_parts());
    parallel_for(host_, static_cast<uint64_t>(row_tiles()), kRowsGrain,
                 [&](uint64_t begin, uint64_t end, uint32_t) {
                   for (auto t = static_cast<int64_t>(begin); t < static_cast<int64_t>(end); ++t) {
                     flags[t] = split_tile(launch, t);
                   }
                 });
    const auto items = static_cast<uint64_t>(row_groups_ * column_groups_);
    parallel_for(host_, items, 1, [&](uint64_t begin, uint64_t end, uint32_t worker) {
      const matrix::Tiles configured;
      char* own = flags + special_size() + worker * thread_size();
      const Scratch scratch{flags, reinterpret_cast<Part*>(own),
                            reinterpret_cast<float*>(own + panel_size())};
      for (auto i = static_cast<int64_t>(begin); i < static_cast<int64_t>(end); ++i)
        multiply_group(launch, scratch, i / column_groups_, i % column_groups_);
    });
  }

 private:
  struct Scratch {
    const char* special;  // by tile of rows: whether it has special values
    Part* panels;         // two, one stretch of depth: this thread's
    float* sums;          // by block of columns and block of rows: this thread's
  };

  void choose_groups() {
    row_groups_ = ceil_div(row_blocks(), kRowBlocks);
    const int64_t shares = std::max<int64_t>(1, sdk::thread_count(host_) / row_groups_);
    group_columns_ = std::clamp<int64_t>(ceil_div(column_blocks(), shares), 1, kColumnBlocks);
    column_groups_ = ceil_div(column_blocks(), group_columns_);
  }

  int64_t row_tiles() const { return ceil_div(size_.rows, kTile); }
  int64_t tile_parts() const { return depth_steps_ * kStepParts; }
  int64_t row_blocks() const { return ceil_div(size_.rows, kBlock); }
  int64_t column_blocks() const { return ceil_div(size_.columns, kBlock); }
  uint64_t special_size() const { return static_cast<uint64_t>(round_up(row_tiles(), 64)); }
  uint64_t panel_size() const {
    return static_cast<uint64_t>(2 * stretch_ * kStepParts) * sizeof(Part);
  }
  uint64_t thread_size() const {
    return panel_size() +
           static_cast<uint64_t>(kRowBlocks * group_columns_ * kBlock * kBlock) * sizeof(float);
  }

  char split_tile(const Launch& launch, int64_t tile) const {
    bool special = false;
    const int64_t rows = std::min(kTile, size_.rows - tile * kTile);
    for (int64_t r = 0; r < rows; ++r) {
      special |= matrix::split_row(
          launch.in<float>(0) + (tile * kTile + r) * size_.depth, size_.depth, kStrides,
          launch.workspace<Part>() + tile * tile_parts() + r * matrix::kDepth);
    }
    return special;
  }

  /// Up to kRowBlocks blocks of rows by group_columns_ blocks of columns; sums wait in memory between stretches.
  void multiply_group(const Launch& launch, const Scratch& scratch, int64_t row_group,
                      int64_t column_group) const {
    const int64_t row_begin = row_group * kRowBlocks;
    const int64_t row_end = std::min(row_begin + kRowBlocks, row_blocks());
    const int64_t column_end = std::min((column_group + 1) * group_columns_, column_blocks());
    for (int64_t step = 0; step < depth_steps_; step += stretch_) {
      const int64_t steps = std::min(stretch_, depth_steps_ - step);
      float* sums = scratch.sums;
      for (int64_t j = column_group * group_columns_; j < column_end; ++j) {
        const bool special = split_panels(j, step, steps, scratch.panels);
        for (int64_t i = row_begin; i < row_end; ++i, sums += kBlock * kBlock)
          multiply_block(launch, scratch, {i, j, step, steps, special}, sums);
      }
    }
  }

  bool two_columns(int64_t j) const { return j * kBlock + kTile < size_.columns; }

  bool split_panels(int64_t j, int64_t step, int64_t steps, Part* parts) const {
    bool special = false;
    for (int64_t half = 0; half < (two_columns(j) ? 2 : 1); ++half) {
      special |= matrix::split_panel(weights_.panel(2 * j + half), size_.depth, step, steps,
                                     parts + half * stretch_ * kStepParts);
    }
    return special;
  }

  struct Block {
    int64_t i, j;         // of rows and of columns
    int64_t step, steps;  // of depth
    bool special;         // weights
  };

  void multiply_block(const Launch& launch, const Scratch& scratch, const Block& block,
                      float* sums) const {
    const int64_t row = block.i * kBlock, column = block.j * kBlock;
    const bool two_rows = row + kTile < size_.rows;
    const Part* left = launch.workspace<Part>() + 2 * block.i * tile_parts();
    matrix::Factors factors{
        {left, two_rows ? left + tile_parts() : nullptr},
        {scratch.panels, two_columns(block.j) ? scratch.panels + stretch_ * kStepParts : nullptr},
        kStrides.part,
        offsets_.data() + block.step,
        block.steps};
    look_ahead(block, factors);
    alignas(64) float start[kBlock];
    if (block.step == 0) begin(launch, column, kBlock, start);
    const bool special = block.special || scratch.special[2 * block.i] != 0 ||
                         (two_rows && scratch.special[2 * block.i + 1] != 0);
    (special ? matrix::multiply_special : matrix::multiply)(
        factors, block.step == 0 ? start : nullptr, sums);
    if (block.step + block.steps == depth_steps_) put(launch, row, column, sums);
  }

  /// Blocks of rows take turns to fetch the two panels that come next.
  void look_ahead(const Block& block, matrix::Factors& factors) const {
    const int64_t first = block.i / kRowBlocks * kRowBlocks, next = 2 * (block.j + 1) + block.i % 2;
    if (next * kTile >= size_.columns) return;
    const int64_t sharers = std::max<int64_t>(1, std::min(kRowBlocks, row_blocks() - first) / 2);
    const int64_t share = (block.i - first) / 2;
    if (share >= sharers) return;
    factors.ahead_lines = matrix::kDepth / sharers;
    factors.ahead =
        weights_.panel(next) +
        (block.step * matrix::kDepth + share * factors.ahead_lines * block.steps) * kTile;
  }

  void put(const Launch& launch, int64_t row, int64_t column, float* sums) const {
    matrix::Rows rows;
    rows.count = std::min(kBlock, size_.rows - row);
    rows.columns = std::min(kBlock, size_.columns - column);
    rows.gap = kTile;
    rows.padded = false;
    for (int64_t r = 0; r < rows.count; ++r) rows.offsets[r] = (row + r) * size_.columns + column;
    finish_(sums, rows, has_residual_ ? launch.in<float>(3) : nullptr, launch.out<float>(0));
  }

  const int64_t depth_steps_, stretch_;
  const matrix::Finish finish_;
  std::vector<int64_t> offsets_;
  int64_t row_groups_ = 1, column_groups_ = 1, group_columns_ = 1;
};

}  // namespace

mortise_kernel_t* make_unit_product(const Node& node, const sdk::KernelContext& context) {
  return make_flushing_kernel<UnitProduct>(node, context);
}

}  // namespace mortise::cpu
