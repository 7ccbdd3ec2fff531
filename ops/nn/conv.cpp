#include "ops/common/arithmetic.hpp"
#include "ops/common/pool.hpp"

namespace mortise::ops {
namespace {

Window window_of(const Node& node) {
  const ShapeView kernel = spatial_extents(node.shape(1));
  return Window(node, kernel.size(), kernel);
}

void check_channels(const Node& node, int64_t group) {
  const int64_t channels = node.shape(0)[1];
  const int64_t outputs = node.shape(1)[0];
  const int64_t per_group = node.shape(1)[1];
  if (group < 1) invalid("attribute group is ", group, "; it must be 1 or more");
  int64_t wanted = 0;
  if (channels >= 0 && per_group >= 0 &&
      (__builtin_mul_overflow(per_group, group, &wanted) || wanted != channels)) {
    invalid("X has ", channels, " channels, but W takes ", per_group, " in each of ", group,
            " groups");
  }
  if (outputs >= 0 && outputs % group != 0) {
    invalid("W has ", outputs, " output channels, which ", group, " groups do not divide");
  }
}

void infer(const Node& node, Inference& out) {
  const uint32_t dtype = common_dtype(node, dtype_set(FloatTypes{}));
  if (!node.ranked(0) || !node.ranked(1)) return out.set_unranked(0, dtype);
  if (node.rank(0) < 2 || node.rank(0) != node.rank(1)) {
    invalid("X has shape ", node.shape(0), " and W has shape ", node.shape(1),
            "; both must have the same rank, 2 or more");
  }
  check_channels(node, node.attr_int("group", 1));
  if (node.has_input(2) && node.ranked(2)) {
    node.check_rank(2, 1);
    unify_extents(node.shape(2)[0], node.shape(1)[0]);
  }
  const Window window = window_of(node);
  Shape shape = {node.shape(0)[0], node.shape(1)[0]};
  for (size_t i = 0; i < window.dims(); ++i) {
    shape.push_back(window.output_extent(i, node.shape(0)[i + 2]));
  }
  out.set(0, dtype, shape);
}

void piece(const Node& node, const PieceQuery& query, Pieces& pieces) {
  if (query.axis == 0) {
    pieces.range(0, 0, query.begin, query.end);
  } else if (query.axis == 1) {
    pieces.range(1, 0, query.begin, query.end);
    if (node.has_input(2)) pieces.range(2, 0, query.begin, query.end);
  } else {
    const size_t index = static_cast<size_t>(query.axis - 2);
    const auto range =
        window_of(node).input_range(index, node.shape(0)[index + 2], query.begin, query.end);
    pieces.range(0, query.axis, range[0], range[1]);
  }
}

double flops(const Node& node) {
  double products = 2;
  for (int64_t extent : node.output_shape(0)) products *= static_cast<double>(extent);
  for (size_t i = 1; i < node.shape(1).size(); ++i) {
    products *= static_cast<double>(node.shape(1)[i]);
  }
  return products;
}

// Per output position the inputs under the window are gathered into a patch of doubles, zeros where it hangs over; each
// output channel is then the product of a row of weights and the patch.
class ConvKernel {
 public:
  ConvKernel(const Node& node, const KernelContext&)
      : window_(window_of(node)),
        group_(node.attr_int("group", 1)),
        largest_patch_(patch_size(node.shape(1))),
        convolve_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Convolve {
          return &ConvKernel::convolve<typename decltype(tag)::type>;
        })) {}

  uint64_t workspace_size() const { return static_cast<uint64_t>(largest_patch_) * sizeof(double); }
  void run(const Launch& launch) const { (this->*convolve_)(launch); }

 private:
  using Convolve = void (ConvKernel::*)(const Launch&) const;

  // Weights of one output channel. A launch may have fewer than the kernel was made for.
  static int64_t patch_size(ShapeView weights) {
    return element_count({weights.data() + 1, weights.size() - 1});
  }

  template <class T>
  void convolve(const Launch& launch) const {
    if (element_count(launch.output(0)) == 0) return;
    const ShapeView in = launch.input_shape(0);
    const ShapeView out = launch.output_shape(0);
    const int64_t in_plane = element_count(spatial_extents(in));
    const int64_t out_plane = element_count(spatial_extents(out));
    const int64_t channels = in[1] / group_;
    const int64_t outputs = out[1] / group_;
    const int64_t patch = patch_size(launch.input_shape(1));
    for (int64_t batch_group = 0; batch_group < in[0] * group_; ++batch_group) {
      const int64_t first_output = batch_group % group_ * outputs;
      const T* x = launch.in<T>(0) + batch_group * channels * in_plane;
      const T* w = launch.in<T>(1) + first_output * patch;
      const T* bias = launch.has_input(2) ? launch.in<T>(2) + first_output : nullptr;
      T* y = launch.out<T>(0) + batch_group * outputs * out_plane;
      PoolIndex position{};
      for (int64_t i = 0; i < out_plane; ++i) {
        gather(x, channels, launch, position, launch.workspace<double>());
        for (int64_t m = 0; m < outputs; ++m) {
          const double start = bias != nullptr ? static_cast<double>(load(bias[m])) : 0;
          y[m * out_plane + i] =
              store<T>(start + dot(w + m * patch, launch.workspace<double>(), patch));
        }
        next_position(position, spatial_extents(out));
      }
    }
  }

  template <class T>
  static double dot(const T* weights, const double* patch, int64_t size) {
    double sum = 0;
    for (int64_t i = 0; i < size; ++i) sum += static_cast<double>(load(weights[i])) * patch[i];
    return sum;
  }

  template <class T>
  void gather(const T* x, int64_t channels, const Launch& launch, const PoolIndex& position,
              double* patch) const {
    const ShapeView extents = spatial_extents(launch.input_shape(0));
    const ShapeView kernel = spatial_extents(launch.input_shape(1));
    const int64_t plane = element_count(extents);
    const int64_t taps = element_count(kernel);
    PoolIndex tap{};
    for (int64_t t = 0; t < taps; ++t) {
      int64_t offset = 0;
      bool inside = true;
      for (size_t i = 0; i < extents.size(); ++i) {
        const WindowAxis axis = window_.axis(i, extents[i]);
        const int64_t at = position[i] * axis.stride - axis.pad_begin + tap[i] * axis.dilation;
        inside = inside && at >= 0 && at < extents[i];
        offset = offset * extents[i] + at;
      }
      for (int64_t c = 0; c < channels; ++c) {
        patch[c * taps + t] = inside ? static_cast<double>(load(x[c * plane + offset])) : 0;
      }
      next_position(tap, kernel);
    }
  }

  Window window_;
  int64_t group_;
  int64_t largest_patch_;
  Convolve convolve_;
};

}  // namespace

MORTISE_OPERATOR(Conv, 22) {
  op.summary("Convolution over any number of spatial axes, in groups")
      .input("X")
      .input("W")
      .optional_input("B")
      .output("Y")
      .attribute("auto_pad", MORTISE_ATTRIBUTE_STRING)
      .attribute("dilations", MORTISE_ATTRIBUTE_INTS)
      .attribute("group", MORTISE_ATTRIBUTE_INT)
      .attribute("kernel_shape", MORTISE_ATTRIBUTE_INTS)
      .attribute("pads", MORTISE_ATTRIBUTE_INTS)
      .attribute("strides", MORTISE_ATTRIBUTE_INTS)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .piece(&piece)
      .flops(&flops)
      .kernel<ConvKernel>();
}

}  // namespace mortise::ops
