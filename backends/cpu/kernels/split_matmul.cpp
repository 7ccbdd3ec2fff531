// Matrix products on the matrix unit. The rows of the left matrix are split into parts first, on all threads;
// then threads take ranges of columns. Blocks of rows and of depth are such that the parts that a
// thread works on stay in its second-level cache while the weights pass through it once.
#include "backends/cpu/kernels/split_matmul.hpp"

#include <mortise/sdk/host.hpp>

#include <algorithm>

#include "backends/cpu/kernels/checks.hpp"
#include "backends/cpu/kernels/matmul.hpp"
#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/layout.hpp"
#include "backends/cpu/matrix/rows.hpp"
#include "backends/cpu/matrix/split_weights.hpp"
#include "backends/cpu/matrix/unit.hpp"
#include "backends/cpu/program.hpp"

namespace mortise::cpu {
namespace {

using matrix::kBlock;
using matrix::kTile;
using matrix::Part;
using sdk::Launch;
using sdk::Node;

constexpr int64_t kDepthSteps = 32;      // of a block of depth
constexpr int64_t kRowBlocks = 4;        // blocks of rows that go through the weights together
constexpr int64_t kColumnBlocks = 8;     // blocks of columns that one thread takes at once, at most
constexpr uint64_t kRowsGrain = 4;       // tiles of rows that are worth a second thread to split
constexpr int64_t kFewestRows = 4;       // fewer are faster by vector code
constexpr double kFewestProducts = 5e5;  // multiplications

int64_t up(int64_t value, int64_t unit) { return (value + unit - 1) / unit * unit; }

struct Sizes {
  int64_t rows, depth, columns;
};

Sizes sizes_of(const Node& node) {
  const bool transposed = node.attr_int(kMatMulTransposeB, 0) != 0;
  const int64_t depth = node.shape(0).back();
  return {depth == 0 ? 0 : sdk::element_count(node.shape(0)) / depth, depth,
          node.shape(1)[transposed ? node.shape(1).size() - 2 : node.shape(1).size() - 1]};
}

class SplitMatMul {
 public:
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node) {
    check_float32(node);
    if (!matrix::available()) sdk::unsupported("this processor has no matrix unit");
    if (node.constant(1) == nullptr) sdk::unsupported("weights that are not constant");
    if (node.rank(0) < 2 || node.rank(1) < 2) sdk::unsupported("a product with a vector");
    const Sizes s = sizes_of(node);
    if (sdk::element_count(node.shape(1)) != s.depth * s.columns)
      sdk::unsupported("a batch of weights");
    if (s.rows == 0 || s.depth == 0 || s.columns == 0)
      sdk::unsupported("a matrix without elements");
  }

  SplitMatMul(const Node& node, const sdk::KernelContext& context)
      : host_(context.host),
        size_(sizes_of(node)),
        steps_(matrix::steps_of_depth(size_.depth)),
        // An odd number of cache lines, so that the rows of a tile do not crowd the same sets.
        stride_((steps_ * matrix::kParts | 1) * matrix::kDepth),
        has_bias_(node.has_input(2)),
        has_residual_(node.has_input(3)),
        finish_(read_steps(node), has_residual_ ? std::optional<size_t>(static_cast<size_t>(
                                                      node.attr_int(kMatMulResidualPosition, 0)))
                                                : std::nullopt),
        weights_(host_, *node.constant(1), "matmul", {weights_of(node)}) {
    for (int64_t s = 0; s < steps_; ++s) offsets_.push_back(s * matrix::kStepParts);
    choose_blocks();
  }

  uint64_t workspace_size() const {
    return static_cast<uint64_t>(up(size_.rows, kTile) * stride_) * sizeof(Part) + special_size() +
           static_cast<uint64_t>(sums_per_thread()) * sizeof(float) * sdk::thread_count(host_);
  }

  void run(const Launch& launch) const {
    const Memory memory{launch.workspace<Part>(),
                        launch.workspace<char>() +
                            up(size_.rows, kTile) * stride_ * static_cast<int64_t>(sizeof(Part))};
    const int64_t tiles = up(size_.rows, kTile) / kTile;
    sdk::parallel_for(host_, static_cast<uint64_t>(tiles), kRowsGrain,
                      [&](uint64_t begin, uint64_t end, uint32_t) {
                        for (auto t = static_cast<int64_t>(begin); t < static_cast<int64_t>(end);
                             ++t)
                          memory.special[t] = split_tile(launch, memory, t);
                      });
    const auto items = static_cast<uint64_t>(row_groups_ * column_groups_);
    sdk::parallel_for(host_, items, 1, [&](uint64_t begin, uint64_t end, uint32_t worker) {
      const matrix::Tiles configured;
      auto* sums = reinterpret_cast<float*>(memory.special + special_size()) +
                   static_cast<int64_t>(worker) * sums_per_thread();
      for (auto i = static_cast<int64_t>(begin); i < static_cast<int64_t>(end); ++i)
        multiply_group(launch, memory, i / column_groups_, i % column_groups_, sums);
    });
  }

 private:
  struct Memory {
    Part* parts;    // of the left matrix, by rows
    char* special;  // by tile of rows: whether it has special values
  };

  static matrix::Weights weights_of(const Node& node) {
    const Sizes s = sizes_of(node);
    const bool transposed = node.attr_int(kMatMulTransposeB, 0) != 0;
    return {sdk::data<float>(*node.constant(1)), s.depth, s.columns, transposed ? 1 : s.columns,
            transposed ? s.depth : 1};
  }

  void choose_blocks() {
    const int64_t threads = sdk::thread_count(host_);
    row_groups_ = (row_blocks() + kRowBlocks - 1) / kRowBlocks;
    const int64_t shares = up(std::max<int64_t>(1, threads / row_groups_), 1);
    group_columns_ = std::clamp<int64_t>((column_blocks() + shares - 1) / shares, 1, kColumnBlocks);
    column_groups_ = (column_blocks() + group_columns_ - 1) / group_columns_;
  }

  int64_t row_blocks() const { return up(size_.rows, kBlock) / kBlock; }
  int64_t column_blocks() const { return up(size_.columns, kBlock) / kBlock; }
  uint64_t special_size() const {
    return static_cast<uint64_t>(up(up(size_.rows, kTile) / kTile, 64));
  }
  int64_t sums_per_thread() const {
    return steps_ <= kDepthSteps ? kBlock * kBlock : kRowBlocks * group_columns_ * kBlock * kBlock;
  }

  char split_tile(const Launch& launch, const Memory& memory, int64_t tile) const {
    bool special = false;
    for (int64_t row = tile * kTile; row < std::min((tile + 1) * kTile, size_.rows); ++row) {
      special |= matrix::split_row(launch.in<float>(0) + row * size_.depth, size_.depth,
                                   memory.parts + row * stride_);
    }
    return special;
  }

  /// kRowBlocks blocks of rows by group_columns_ blocks of columns. Sums wait in memory between blocks of depth.
  void multiply_group(const Launch& launch, const Memory& memory, int64_t row_group,
                      int64_t column_group, float* sums) const {
    const int64_t row_end = std::min((row_group + 1) * kRowBlocks, row_blocks());
    const int64_t column_end = std::min((column_group + 1) * group_columns_, column_blocks());
    for (int64_t step = 0; step < steps_; step += kDepthSteps) {
      float* block = sums;
      for (int64_t j = column_group * group_columns_; j < column_end; ++j) {
        for (int64_t i = row_group * kRowBlocks; i < row_end; ++i) {
          multiply_block(launch, memory, i, j, step, block);
          if (steps_ > kDepthSteps) block += kBlock * kBlock;
        }
      }
    }
  }

  void multiply_block(const Launch& launch, const Memory& memory, int64_t i, int64_t j,
                      int64_t step, float* sums) const {
    const int64_t row = i * kBlock, column = j * kBlock;
    const bool two_rows = row + kTile < size_.rows, two_columns = column + kTile < size_.columns;
    const Part* left = memory.parts + row * stride_;
    const Part* right = weights_.panel(column / kTile, step);
    const matrix::Factors factors{
        {left, two_rows ? left + kTile * stride_ : nullptr},
        {right, two_columns ? weights_.panel(column / kTile + 1, step) : nullptr},
        stride_,
        offsets_.data() + step,
        std::min(kDepthSteps, steps_ - step)};
    alignas(64) float start[kBlock] = {};
    if (has_bias_ && step == 0) {
      std::copy_n(launch.in<float>(2) + column, std::min(kBlock, size_.columns - column), start);
    }
    const bool special = weights_.special() || memory.special[2 * i] != 0 ||
                         (two_rows && memory.special[2 * i + 1] != 0);
    (special ? matrix::multiply_special : matrix::multiply)(factors, step == 0 ? start : nullptr,
                                                            sums);
    if (step + kDepthSteps >= steps_) put(launch, row, column, sums);
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

  const mortise_host_t* host_;
  const Sizes size_;
  const int64_t steps_, stride_;
  const bool has_bias_, has_residual_;
  const matrix::Finish finish_;
  const matrix::SplitWeights weights_;
  std::vector<int64_t> offsets_;
  int64_t row_groups_ = 1, column_groups_ = 1, group_columns_ = 1;
};

}  // namespace

namespace {

constexpr KernelEntry kEntries[] = {kernel_entry<SplitMatMul>("SplitMatMul", kPrivateDomain)};

}  // namespace

bool worth_splitting(const Node& node) {
  if (!kEntries[0].serves(node)) return false;
  const Sizes s = sizes_of(node);
  return s.rows >= kFewestRows && static_cast<double>(s.rows) * static_cast<double>(s.depth) *
                                          static_cast<double>(s.columns) >=
                                      kFewestProducts;
}

KernelList split_matmul_kernels() { return kEntries; }

}  // namespace mortise::cpu
