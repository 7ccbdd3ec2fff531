// Reductions over axes, on float32.
#include <mortise/sdk/tensor.hpp>

#include <algorithm>

#include "backends/opencl/kernels/registry.hpp"
#include "backends/opencl/kernels/walk.hpp"

namespace mortise::opencl {
namespace {

using sdk::Launch;
using sdk::Node;
using sdk::Shape;

// A work-item does one result: it walks over the reduced dimensions, of which the innermost has `inner` elements that are
// `stride` apart.
constexpr Source kSource = {"reduce", R"cl(
__kernel void reduce_sum(__global const float* in, long in_at, __global float* out, long out_at,
                         long count, long rank, long8 extents, long8 strides, long rows,
                         long inner, long stride, long row_rank, long8 row_extents,
                         long8 row_strides, float divisor) {
  const long result = get_global_id(0);
  if (result >= count) return;
  __global const float* x = in + in_at + offset_of(result, rank, extents, strides);
  const long whole = stride == 1 ? inner / WIDTH * WIDTH : 0;
  float16 sums = 0;
  float rest = 0;
  for (long row = 0; row < rows; ++row) {
    __global const float* from = x + offset_of(row, row_rank, row_extents, row_strides);
    for (long i = 0; i < whole; i += WIDTH) sums += vload16(0, from + i);
    for (long i = whole; i < inner; ++i) rest += from[i * stride];
  }
  out[out_at + result] = (sum_of(sums) + rest) / divisor;
}
)cl"};

std::vector<bool> reduced_axes(const Node& node) {
  const auto rank = static_cast<size_t>(node.rank(0));
  std::vector<int64_t> axes;
  if (node.has_input(1)) axes = *node.constant_ints(1);
  std::vector<bool> reduced(rank, axes.empty() && !node.attr_bool("noop_with_empty_axes", false));
  for (const int64_t axis : axes)
    reduced[static_cast<size_t>(axis < 0 ? axis + node.rank(0) : axis)] = true;
  return reduced;
}

/// One result per element of the kept dimensions.
void reduce(Function& function, Commands& commands, const Launch& launch,
            const std::vector<bool>& reduced, bool mean, uint64_t group) {
  const sdk::ShapeView shape = launch.input_shape(0);
  const Shape strides = sdk::dense_strides(shape);
  Shape kept, kept_strides, gone, gone_strides;
  for (size_t i = 0; i < shape.size(); ++i) {
    (reduced[i] ? gone : kept).push_back(shape[i]);
    (reduced[i] ? gone_strides : kept_strides).push_back(strides[i]);
  }
  const cl_long results = sdk::element_count(kept);
  const Walk within(gone, {gone_strides});
  const cl_float divisor = mean ? static_cast<cl_float>(sdk::element_count(gone)) : 1.0f;
  commands.run(function, {static_cast<uint64_t>(results), 1, 1, group}, input_of(launch, 0),
               output_of(launch, 0), results, static_cast<cl_long>(kept.size()), to_long8(kept),
               to_long8(kept_strides), cl_long{within.rows()}, cl_long{within.inner()},
               cl_long{within.inner_stride(0)}, within.outer_rank(), within.outer_extents(),
               within.outer_strides(0), divisor);
}

class ReduceSum final : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) {
    check_float32(node, 1);
    check_rank(node);
    if (node.has_input(1) && node.constant(1) == nullptr)
      sdk::unsupported("axes that are not constant are not supported");
  }

  ReduceSum(const Node& node, Driver& driver)
      : function_(driver.function(kSource, "reduce_sum")),
        group_(driver.group_size()),
        reduced_(reduced_axes(node)),
        mean_(node.op() == "ReduceMean") {}

  void enqueue(const Launch& launch, Commands& commands) const override {
    reduce(function_, commands, launch, reduced_, mean_, group_);
  }

 private:
  Function& function_;
  uint64_t group_;
  std::vector<bool> reduced_;
  bool mean_;
};

/// The mean over all axes behind the channels.
class GlobalAveragePool final : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) { ReduceSum::check(node); }

  GlobalAveragePool(const Node& node, Driver& driver)
      : function_(driver.function(kSource, "reduce_sum")),
        group_(driver.group_size()),
        reduced_(static_cast<size_t>(node.rank(0)), true) {
    std::fill_n(reduced_.begin(), 2, false);
  }

  void enqueue(const Launch& launch, Commands& commands) const override {
    reduce(function_, commands, launch, reduced_, true, group_);
  }

 private:
  Function& function_;
  uint64_t group_;
  std::vector<bool> reduced_;
};

}  // namespace

KernelList reduce_kernels() {
  static constexpr KernelEntry kEntries[] = {
      kernel_entry<GlobalAveragePool>("GlobalAveragePool"),
      kernel_entry<ReduceSum>("ReduceMean"),
      kernel_entry<ReduceSum>("ReduceSum"),
  };
  return kernel_list(kEntries);
}

}  // namespace mortise::opencl
