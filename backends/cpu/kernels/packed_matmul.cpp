// Matrix products with constant weights.
//
// On the matrix unit, the rows of the left matrix are split into parts first, on all threads; then threads take
// ranges of columns. A thread splits a stretch of two panels of weights and multiplies a group of blocks of rows by it,
// so that what it works on stays in its second-level cache while the weights pass through once.
#include "backends/cpu/kernels/packed_matmul.hpp"

#include <algorithm>

#include "backends/cpu/kernels/checks.hpp"
#include "backends/cpu/kernels/matmul.hpp"
#include "backends/cpu/kernels/panels.hpp"
#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/matrix/rows.hpp"
#include "backends/cpu/matrix/unit.hpp"
#include "backends/cpu/program.hpp"

namespace mortise::cpu {
namespace {

using matrix::kBlock;
using matrix::kTile;
using matrix::Part;
using sdk::Launch;
using sdk::Node;

constexpr int64_t kDepthSteps = 16;    // of a stretch of depth, at most
constexpr int64_t kRowBlocks = 8;      // blocks of rows that share a split stretch of weights
constexpr int64_t kColumnBlocks = 8;   // blocks of columns that one thread takes at once, at most
constexpr uint64_t kRowsGrain = 4;     // tiles of rows that are worth a second thread to split
constexpr int64_t kRowsForUnit = 12;   // fewer are faster by vector code
constexpr double kWorthThreads = 1e5;  // multiplications
constexpr matrix::PartStrides kStrides = {matrix::kStepParts * kTile, matrix::kDepth* kTile};
constexpr int64_t kStepParts = matrix::kStepParts * kTile;  // of one step of a tile, or of a panel

int64_t up(int64_t value, int64_t unit) { return (value + unit - 1) / unit * unit; }
int64_t parts_of(int64_t value, int64_t unit) { return (value + unit - 1) / unit; }

struct Sizes {
  int64_t rows, depth, columns;
};

Sizes sizes_of(const Node& node) {
  const bool transposed = node.attr_int(kMatMulTransposeB, 0) != 0;
  const int64_t depth = node.shape(0).back();
  return {depth == 0 ? 0 : sdk::element_count(node.shape(0)) / depth, depth,
          node.shape(1)[transposed ? node.shape(1).size() - 2 : node.shape(1).size() - 1]};
}

void check_packed(const Node& node) {
  check_float32(node);
  if (node.constant(1) == nullptr) sdk::unsupported("weights that are not constant");
  if (node.rank(0) < 2 || node.rank(1) < 2) sdk::unsupported("a product with a vector");
  const Sizes s = sizes_of(node);
  if (sdk::element_count(node.shape(1)) != s.depth * s.columns)
    sdk::unsupported("a batch of weights");
  if (s.rows == 0 || s.depth == 0 || s.columns == 0) sdk::unsupported("a matrix without elements");
}

/// What both ways share.
class Product {
 public:
  static constexpr uint32_t kFlags = 0;

  Product(const Node& node, const sdk::KernelContext& context)
      : host_(context.host),
        size_(sizes_of(node)),
        has_bias_(node.has_input(2)),
        has_residual_(node.has_input(3)),
        steps_(read_steps(node)),
        weights_(host_, *node.constant(1), "matmul", {view_of(node)}, 1) {
    if (has_residual_)
      residual_at_ = static_cast<size_t>(node.attr_int(kMatMulResidualPosition, 0));
  }

 protected:
  static MatrixView view_of(const Node& node) {
    const Sizes s = sizes_of(node);
    const bool transposed = node.attr_int(kMatMulTransposeB, 0) != 0;
    return {sdk::data<float>(*node.constant(1)), s.depth, s.columns, transposed ? 1 : s.columns,
            transposed ? s.depth : 1};
  }
  /// The bias of `count` columns, or zeros, in start[0, width).
  void begin(const Launch& launch, int64_t column, int64_t width, float* start) const {
    std::fill_n(start, width, 0.0f);
    if (has_bias_) {
      std::copy_n(launch.in<float>(2) + column, std::min(width, size_.columns - column), start);
    }
  }

  const mortise_host_t* host_;
  const Sizes size_;
  const bool has_bias_, has_residual_;
  const std::vector<Step> steps_;
  std::optional<size_t> residual_at_;
  const Panels weights_;
};

/// By vector code: a few rows at a time, each panel once for all of them.
class VectorProduct : public Product {
 public:
  VectorProduct(const Node& node, const sdk::KernelContext& context) : Product(node, context) {
    const double work = static_cast<double>(size_.rows) * static_cast<double>(size_.depth) * 16;
    grain_ = static_cast<uint64_t>(std::max(1.0, kWorthThreads / work));
  }

  void run(const Launch& launch) const {
    const auto panels = static_cast<uint64_t>(parts_of(size_.columns, kPanel));
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

/// On the matrix unit.
class UnitProduct : public Product {
 public:
  UnitProduct(const Node& node, const sdk::KernelContext& context)
      : Product(node, context),
        depth_steps_(matrix::steps_of_depth(size_.depth)),
        stretch_(parts_of(depth_steps_, parts_of(depth_steps_, kDepthSteps))),
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
    row_groups_ = parts_of(row_blocks(), kRowBlocks);
    const int64_t shares = std::max<int64_t>(1, sdk::thread_count(host_) / row_groups_);
    group_columns_ = std::clamp<int64_t>(parts_of(column_blocks(), shares), 1, kColumnBlocks);
    column_groups_ = parts_of(column_blocks(), group_columns_);
  }

  int64_t row_tiles() const { return parts_of(size_.rows, kTile); }
  int64_t tile_parts() const { return depth_steps_ * kStepParts; }
  int64_t row_blocks() const { return parts_of(size_.rows, kBlock); }
  int64_t column_blocks() const { return parts_of(size_.columns, kBlock); }
  uint64_t special_size() const { return static_cast<uint64_t>(up(row_tiles(), 64)); }
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

mortise_kernel_t* create(const Node& node, const sdk::KernelContext& context) {
  const bool unit = node.attr_int("matrix_unit", 0) != 0 && matrix::available();
  if (unit && sizes_of(node).rows >= kRowsForUnit)
    return make_flushing_kernel<UnitProduct>(node, context);
  return make_flushing_kernel<VectorProduct>(node, context);
}

constexpr KernelEntry kEntries[] = {
    {kPrivateDomain, "PackedMatMul", &check_packed, &create, false},
};

}  // namespace

bool worth_packing(const Node& node, bool matrix_unit) {
  if (!kEntries[0].serves(node)) return false;
  return sizes_of(node).rows < kRowsForUnit || (matrix_unit && matrix::available());
}

KernelList packed_matmul_kernels() { return kEntries; }

}  // namespace mortise::cpu
