// Reductions over neighbouring axes: [outer, reduced, inner].
#include <mortise/sdk/host.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "backends/cpu/kernels/registry.hpp"
#include "backends/cpu/vector/pointwise.hpp"
#include "backends/cpu/vector/rows.hpp"

namespace mortise::cpu {
namespace {

using sdk::Launch;
using sdk::Node;

enum class Kind { kMean, kSum, kMax, kMin };

Kind kind_of(const Node& node) {
  if (node.op() == "ReduceMean") return Kind::kMean;
  if (node.op() == "ReduceSum") return Kind::kSum;
  return node.op() == "ReduceMax" ? Kind::kMax : Kind::kMin;
}

struct Extents {
  int64_t outer = 1, reduced = 1, inner = 1;
};

/// The axes, sorted.
std::vector<int64_t> axes_of(const Node& node) {
  std::vector<int64_t> axes;
  if (node.has_input(1)) {
    const auto constant = node.constant_ints(1);
    if (!constant) sdk::unsupported("axes that are not constant are not supported");
    axes = *constant;
  }
  for (int64_t& axis : axes) {
    if (axis < 0) axis += node.rank(0);
  }
  if (axes.empty()) {
    if (node.attr_bool("noop_with_empty_axes", false)) sdk::unsupported("no axes to reduce");
    axes.resize(static_cast<size_t>(node.rank(0)));
    std::iota(axes.begin(), axes.end(), 0);
  }
  std::sort(axes.begin(), axes.end());
  return axes;
}

Extents extents_of(const Node& node) {
  const auto axes = axes_of(node);
  Extents extents;
  for (int64_t d = 0; d < node.rank(0); ++d) {
    const int64_t extent = node.shape(0)[static_cast<size_t>(d)];
    if (axes.empty() || d < axes.front()) {
      extents.outer *= extent;
    } else if (d > axes.back()) {
      extents.inner *= extent;
    } else if (std::binary_search(axes.begin(), axes.end(), d)) {
      extents.reduced *= extent;
    } else if (extent != 1) {
      sdk::unsupported("axes that do not lie side by side are not supported");
    }
  }
  if (extents.reduced == 0) sdk::unsupported("a reduction of nothing is not supported");
  return extents;
}

class Reduce {
 public:
  static constexpr uint32_t kFlags = 0;

  static void check(const Node& node) {
    if (node.dtype(0) != MORTISE_DTYPE_FLOAT32) {
      sdk::unsupported(sdk::dtype_name(node.dtype(0)), "; only float32 is supported");
    }
    extents_of(node);
  }
  Reduce(const Node& node, const sdk::KernelContext& context)
      : host_(context.host), kind_(kind_of(node)), extents_(extents_of(node)) {}

  void run(const Launch& launch) const {
    const float* x = launch.in<float>(0);
    float* y = launch.out<float>(0);
    const int64_t per_outer = extents_.reduced * extents_.inner;
    const auto grain =
        static_cast<uint64_t>(std::max<int64_t>(1, 16384 / std::max<int64_t>(1, per_outer)));
    sdk::parallel_for(host_, static_cast<uint64_t>(extents_.outer), grain,
                      [&](uint64_t begin, uint64_t end, uint32_t) {
                        for (auto o = static_cast<int64_t>(begin); o < static_cast<int64_t>(end);
                             ++o) {
                          run_outer(x + o * per_outer, y + o * extents_.inner);
                        }
                      });
  }

 private:
  void run_outer(const float* x, float* y) const {
    const auto count = static_cast<size_t>(extents_.reduced);
    const auto inner = static_cast<size_t>(extents_.inner);
    if (inner == 1) {
      *y = reduce_row(x, count);
      return;
    }
    if (kind_ == Kind::kMean || kind_ == Kind::kSum) {
      std::fill_n(y, inner, 0.0f);
      rows_.add_rows(x, y, count, inner);
      if (kind_ == Kind::kMean) {
        const Step scale{Unary::kLinear, 1.0f / static_cast<float>(count), 0};
        pointwise_.unary[static_cast<size_t>(Unary::kLinear)](scale, y, y, inner);
      }
      return;
    }
    const auto extreme =
        pointwise_.both[static_cast<size_t>(kind_ == Kind::kMax ? Binary::kMax : Binary::kMin)];
    std::copy_n(x, inner, y);
    for (size_t r = 1; r < count; ++r) extreme(y, x + r * inner, y, inner);
  }
  float reduce_row(const float* x, size_t count) const {
    switch (kind_) {
      case Kind::kMean: return rows_.sum(x, count) / static_cast<float>(count);
      case Kind::kSum: return rows_.sum(x, count);
      case Kind::kMax: return rows_.max(x, count);
      default: return rows_.min(x, count);
    }
  }

  const mortise_host_t* host_;
  const RowsTable& rows_ = rows_table();
  const PointwiseTable& pointwise_ = pointwise_table();
  Kind kind_;
  Extents extents_;
};

}  // namespace

KernelList reduce_kernels() {
  static constexpr KernelEntry kEntries[] = {
      kernel_entry<Reduce>("ReduceMax"),
      kernel_entry<Reduce>("ReduceMean"),
      kernel_entry<Reduce>("ReduceMin"),
      kernel_entry<Reduce>("ReduceSum"),
  };
  return kEntries;
}

}  // namespace mortise::cpu
