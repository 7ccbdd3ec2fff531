// Operators that move elements without looking at them, for every dtype whose elements have whole bytes.
#include <mortise/sdk/tensor.hpp>

#include <algorithm>
#include <numeric>

#include "backends/opencl/kernels/registry.hpp"
#include "backends/opencl/kernels/walk.hpp"
#include "backends/opencl/transfer.hpp"

namespace mortise::opencl {
namespace {

using sdk::Launch;
using sdk::Node;
using sdk::Shape;
using sdk::ShapeView;

// A work-item moves up to sixteen elements along the innermost dimension.
constexpr Source kSource = {"move", R"cl(
#define MOVE(NAME, TYPE)                                                                       \
  __kernel void NAME(__global const TYPE* in, long in_at, __global TYPE* out, long out_at,     \
                     long inner, long in_step, long out_step, long rank, long8 extents,        \
                     long8 in_strides, long8 out_strides) {                                    \
    const long begin = WIDTH * (long)get_global_id(0);                                         \
    const long end = min(begin + WIDTH, inner);                                                \
    const long row = get_global_id(1);                                                         \
    __global const TYPE* from = in + in_at + offset_of(row, rank, extents, in_strides);        \
    __global TYPE* to = out + out_at + offset_of(row, rank, extents, out_strides);             \
    for (long i = begin; i < end; ++i) to[i * out_step] = from[i * in_step];                   \
  }

MOVE(move1, uchar)
MOVE(move2, ushort)
MOVE(move4, uint)
MOVE(move8, ulong)
MOVE(move16, ulong2)
)cl"};

/// The function for the elements of input 0.
Function& mover(const Node& node, Driver& driver) {
  return driver.function(kSource, sdk::message("move", sdk::dtype_bits(node.dtype(0)) / 8));
}

struct Strided {
  Tensor tensor;
  Shape strides;
};

void move(Function& function, Commands& commands, ShapeView extents, const Strided& from,
          const Strided& to) {
  const Walk walk(extents, {from.strides, to.strides});
  const Range range = {parts(walk.inner(), kWidth), static_cast<uint64_t>(walk.rows()), 1,
                       walk.rows() == 1 ? kSmallItems : 1};
  commands.run(function, range, from.tensor, to.tensor, cl_long{walk.inner()},
               cl_long{walk.inner_stride(0)}, cl_long{walk.inner_stride(1)}, walk.outer_rank(),
               walk.outer_extents(), walk.outer_strides(0), walk.outer_strides(1));
}

size_t axis_of(int64_t axis, size_t rank) {
  return static_cast<size_t>(axis < 0 ? axis + static_cast<int64_t>(rank) : axis);
}

/// Reshape, Squeeze, …: the same bytes under another shape.
class Copy : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) {
    check_movable(node, 0);
    if (node.wants_output(1)) sdk::unsupported("a second output is not supported");
  }
  Copy(const Node&, Driver& driver) : driver_(driver) {}

  void enqueue(const Launch& launch, Commands& commands) const override {
    const mortise_tensor_view_t& from = launch.input(0);
    const mortise_tensor_view_t& to = launch.output(0);
    const uint64_t size = std::min(from.byte_size, to.byte_size);
    if (size != 0) add_copy(driver_, commands, end_of(from), end_of(to), size);
  }

 private:
  static sdk::CopyEnd end_of(const mortise_tensor_view_t& view) {
    return {reinterpret_cast<sdk::Buffer*>(view.buffer), nullptr, view.byte_offset};
  }

  const Driver& driver_;
};

/// Of inference, where nothing is dropped.
class Dropout final : public Copy {
 public:
  static void check(const Node& node) {
    Copy::check(node);
    if (!node.has_input(2)) return;
    const auto training = node.constant_ints(2);
    if (!training || training->size() != 1 || training->front() != 0)
      sdk::unsupported("training_mode is true or not constant; only inference is supported");
  }
  using Copy::Copy;
};

class Transpose final : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) {
    check_movable(node, 0);
    check_rank(node);
  }
  Transpose(const Node& node, Driver& driver) : function_(mover(node, driver)) {
    std::vector<int64_t> reversed(static_cast<size_t>(node.rank(0)));
    std::iota(reversed.rbegin(), reversed.rend(), 0);
    order_ = node.attr_ints("perm", reversed);
  }

  void enqueue(const Launch& launch, Commands& commands) const override {
    const Shape from = sdk::dense_strides(launch.input_shape(0));
    Shape strides;
    for (const int64_t axis : order_) strides.push_back(from[axis_of(axis, from.size())]);
    const ShapeView extents = launch.output_shape(0);
    move(function_, commands, extents, {input_of(launch, 0), strides},
         {output_of(launch, 0), sdk::dense_strides(extents)});
  }

 private:
  Function& function_;
  std::vector<int64_t> order_;
};

class Expand final : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) {
    check_movable(node, 0);
    check_rank(node);
  }
  Expand(const Node& node, Driver& driver) : function_(mover(node, driver)) {}

  void enqueue(const Launch& launch, Commands& commands) const override {
    const ShapeView extents = launch.output_shape(0);
    move(function_, commands, extents,
         {input_of(launch, 0), broadcast_strides(launch.input_shape(0), extents.size())},
         {output_of(launch, 0), sdk::dense_strides(extents)});
  }

 private:
  Function& function_;
};

class Concat final : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) {
    for (size_t i = 0; i < node.input_count(); ++i) check_movable(node, i);
    check_rank(node);
  }
  Concat(const Node& node, Driver& driver)
      : function_(mover(node, driver)), axis_(axis_of(node.attr_int("axis"), rank_of(node))) {}

  void enqueue(const Launch& launch, Commands& commands) const override {
    const Shape strides = sdk::dense_strides(launch.output_shape(0));
    Strided to = {output_of(launch, 0), strides};
    for (size_t i = 0; i < launch.input_count(); ++i) {
      const ShapeView extents = launch.input_shape(i);
      move(function_, commands, extents, {input_of(launch, i), sdk::dense_strides(extents)}, to);
      to.tensor.offset += extents[axis_] * strides[axis_];
    }
  }

 private:
  static size_t rank_of(const Node& node) { return static_cast<size_t>(node.rank(0)); }

  Function& function_;
  size_t axis_;
};

class Split final : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) {
    check_movable(node, 0);
    check_rank(node);
    for (size_t i = 0; i < node.output_count(); ++i) {
      // Its extent, by which the others are found, would be in no launch.
      if (!node.wants_output(i)) sdk::unsupported("output ", i, " is not wanted; all must be");
    }
  }
  Split(const Node& node, Driver& driver)
      : function_(mover(node, driver)),
        axis_(axis_of(node.attr_int("axis", 0), static_cast<size_t>(node.rank(0)))) {}

  void enqueue(const Launch& launch, Commands& commands) const override {
    const Shape strides = sdk::dense_strides(launch.input_shape(0));
    Strided from = {input_of(launch, 0), strides};
    for (size_t i = 0; i < launch.output_count(); ++i) {
      const ShapeView extents = launch.output_shape(i);
      move(function_, commands, extents, from, {output_of(launch, i), sdk::dense_strides(extents)});
      from.tensor.offset += extents[axis_] * strides[axis_];
    }
  }

 private:
  Function& function_;
  size_t axis_;
};

/// Where a slice begins, and how it steps, follows from the extents that the node has.
class Slice final : public Operation {
 public:
  static constexpr bool kRanged = false;
  static void check(const Node& node) {
    check_movable(node, 0);
    check_rank(node);
    for (size_t i = 1; i < node.input_count(); ++i) {
      if (node.has_input(i) && node.constant(i) == nullptr)
        sdk::unsupported("input ", i, " is not constant");
    }
  }
  Slice(const Node& node, Driver& driver)
      : function_(mover(node, driver)), strides_(sdk::dense_strides(node.shape(0))) {
    const auto starts = *node.constant_ints(1);
    std::vector<int64_t> axes(starts.size());
    std::iota(axes.begin(), axes.end(), 0);
    if (node.has_input(3)) axes = *node.constant_ints(3);
    std::vector<int64_t> steps(starts.size(), 1);
    if (node.has_input(4)) steps = *node.constant_ints(4);
    for (size_t i = 0; i < starts.size(); ++i) {
      const size_t axis = axis_of(axes[i], strides_.size());
      const int64_t extent = node.shape(0)[axis];
      const int64_t start = starts[i] < 0 ? starts[i] + extent : starts[i];
      const int64_t last = steps[i] > 0 ? extent : std::max<int64_t>(0, extent - 1);
      offset_ += std::clamp<int64_t>(start, 0, last) * strides_[axis];
      // A step that is not taken may be too large to compute with.
      if (node.output_shape(0)[axis] > 1) strides_[axis] *= steps[i];
    }
  }

  void enqueue(const Launch& launch, Commands& commands) const override {
    const ShapeView extents = launch.output_shape(0);
    Tensor from = input_of(launch, 0);
    from.offset += offset_;
    move(function_, commands, extents, {from, strides_},
         {output_of(launch, 0), sdk::dense_strides(extents)});
  }

 private:
  Function& function_;
  Shape strides_;
  int64_t offset_ = 0;
};

}  // namespace

KernelList move_kernels() {
  static constexpr KernelEntry kEntries[] = {
      kernel_entry<Concat>("Concat"),  kernel_entry<Dropout>("Dropout"),
      kernel_entry<Expand>("Expand"),  kernel_entry<Copy>("Flatten"),
      kernel_entry<Copy>("Identity"),  kernel_entry<Copy>("Reshape"),
      kernel_entry<Slice>("Slice"),    kernel_entry<Split>("Split"),
      kernel_entry<Copy>("Squeeze"),   kernel_entry<Transpose>("Transpose"),
      kernel_entry<Copy>("Unsqueeze"),
  };
  return kernel_list(kEntries);
}

}  // namespace mortise::opencl
