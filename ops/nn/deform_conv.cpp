#include <cmath>

#include "ops/common/convolution.hpp"
#include "ops/common/gradients.hpp"

namespace mortise::ops {
namespace {

constexpr size_t kW = 1, kOffset = 2, kBias = 3, kMask = 4;

int64_t offset_groups(const Node& node) {
  const int64_t groups = node.attr_int("offset_group", 1);
  if (groups < 1) invalid("attribute offset_group is ", groups);
  return groups;
}

// `per_tap` numbers for each tap of each group of channels, at each place of the output.
void check_by_tap(const Node& node, size_t input, int64_t per_tap, const Window& window) {
  if (!node.has_input(input) || !node.ranked(input)) return;
  node.check_rank(input, node.rank(0));
  const ShapeView shape = node.shape(input);
  unify_extents(shape[0], node.shape(0)[0]);
  int64_t count = offset_groups(node) * per_tap;
  for (const int64_t extent : spatial_extents(node.shape(kW)))
    count = extent < 0 || count < 0 ? int64_t{-1} : count * extent;
  unify_extents(shape[1], count);
  for (size_t i = 0; i < window.dims(); ++i)
    unify_extents(shape[i + 2], window.output_extent(i, node.shape(0)[i + 2]));
}

void infer(const Node& node, Inference& out) {
  infer_convolution(node, out, 0, kW, kBias, common_dtype(node, dtype_set(FloatTypes{})));
  if (!node.ranked(0) || !node.ranked(kW)) return;
  const int64_t channels = node.shape(0)[1], groups = offset_groups(node);
  if (channels >= 0 && channels % groups != 0)
    invalid(groups, " groups of offsets do not divide ", channels, " channels");
  const Window window = convolution_window(node, kW);
  check_by_tap(node, kOffset, static_cast<int64_t>(window.dims()), window);
  check_by_tap(node, kMask, 1, window);
}

// Dai et al.: Deformable convolutional networks (2017), and Zhu et al. (2018) for the mask: a convolution whose taps are
// moved by offsets, and interpolated where they come to lie.
class DeformConvKernel {
 public:
  DeformConvKernel(const Node& node, const KernelContext&)
      : window_(convolution_window(node, kW)),
        group_(node.attr_int("group", 1)),
        offset_groups_(offset_groups(node)),
        largest_patch_(patch_size(node.shape(kW))),
        convolve_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Convolve {
          return &DeformConvKernel::convolve<typename decltype(tag)::type>;
        })) {
    check_rank_limit(node);
  }

  uint64_t workspace_size() const { return static_cast<uint64_t>(largest_patch_) * sizeof(double); }
  void run(const Launch& launch) const { (this->*convolve_)(launch); }

 private:
  using Convolve = void (DeformConvKernel::*)(const Launch&) const;

  template <class T>
  void convolve(const Launch& launch) const {
    if (element_count(launch.output(0)) == 0) return;
    const ShapeView in = launch.input_shape(0), out = launch.output_shape(0);
    const int64_t places = element_count(spatial_extents(out));
    const int64_t size = patch_size(launch.input_shape(kW));
    const int64_t channels = in[1] / group_, outputs = out[1] / group_;
    auto* patch = launch.workspace<double>();
    for (int64_t item = 0; item < in[0]; ++item) {
      for (int64_t group = 0; group < group_; ++group) {
        PoolIndex position{};
        for (int64_t place = 0; place < places; ++place) {
          gather<T>(launch, item, group * channels, channels, position, place, patch);
          for (int64_t m = group * outputs; m < (group + 1) * outputs; ++m) {
            double sum =
                launch.has_input(kBias) ? static_cast<double>(load(launch.in<T>(kBias)[m])) : 0;
            const T* w = launch.in<T>(kW) + m * size;
            for (int64_t k = 0; k < size; ++k) sum += static_cast<double>(load(w[k])) * patch[k];
            launch.out<T>(0)[(item * out[1] + m) * places + place] = store<T>(sum);
          }
          next_position(position, spatial_extents(out));
        }
      }
    }
  }

  template <class T>
  void gather(const Launch& launch, int64_t item, int64_t first, int64_t channels,
              const PoolIndex& position, int64_t place, double* patch) const {
    const ShapeView in = launch.input_shape(0);
    const ShapeView extents = spatial_extents(in);
    const ShapeView kernel = spatial_extents(launch.input_shape(kW));
    const auto dims = static_cast<int64_t>(extents.size());
    const int64_t plane = element_count(extents), taps = element_count(kernel);
    const int64_t places = element_count(spatial_extents(launch.output_shape(0)));
    for (int64_t c = 0; c < channels; ++c) {
      const int64_t group = (first + c) / (in[1] / offset_groups_);
      const T* x = launch.in<T>(0) + (item * in[1] + first + c) * plane;
      PoolIndex tap{};
      for (int64_t t = 0; t < taps; ++t) {
        const int64_t by_tap = (item * offset_groups_ + group) * taps + t;
        std::array<double, kMaxRank> at{};
        for (size_t i = 0; i < extents.size(); ++i) {
          const WindowAxis axis = window_.axis(i, extents[i]);
          const int64_t row = by_tap * dims + static_cast<int64_t>(i);
          at[i] = static_cast<double>(position[i] * axis.stride - axis.pad_begin +
                                      tap[i] * axis.dilation) +
                  static_cast<double>(load(launch.in<T>(kOffset)[row * places + place]));
        }
        const double weight =
            launch.has_input(kMask)
                ? static_cast<double>(load(launch.in<T>(kMask)[by_tap * places + place]))
                : 1;
        patch[c * taps + t] = weight * interpolate(x, extents, at);
        next_position(tap, kernel);
      }
    }
  }

  // Linear between the corners of the cell that the place lies in; what lies outside is zero.
  template <class T>
  static double interpolate(const T* x, ShapeView extents, const std::array<double, kMaxRank>& at) {
    for (size_t i = 0; i < extents.size(); ++i) {
      if (!(at[i] > -1 && at[i] < static_cast<double>(extents[i]))) return 0;
    }
    double sum = 0;
    for (uint32_t corner = 0; corner < uint32_t{1} << extents.size(); ++corner) {
      double weight = 1;
      int64_t offset = 0;
      bool inside = true;
      for (size_t i = 0; i < extents.size(); ++i) {
        const double low = std::floor(at[i]);
        const bool is_high = (corner >> i & 1) != 0;
        const int64_t index = static_cast<int64_t>(low) + (is_high ? 1 : 0);
        weight *= is_high ? at[i] - low : 1 - (at[i] - low);
        inside = inside && index >= 0 && index < extents[i];
        offset = offset * extents[i] + index;
      }
      if (inside) sum += weight * static_cast<double>(load(x[offset]));
    }
    return sum;
  }

  Window window_;
  int64_t group_, offset_groups_;
  int64_t largest_patch_;
  Convolve convolve_;
};

// The coordinates of a grid to sample at, the last axis first, from where each tap lies without its offset.
Value sampling_grid(const Node& node, Builder& b, const Window& window) {
  const ShapeView extents = spatial_extents(node.shape(0)),
                  kernel = spatial_extents(node.shape(kW));
  const ShapeView out = spatial_extents(node.output_shape(0));
  const auto dims = static_cast<int64_t>(extents.size());
  const int64_t taps = element_count(kernel), places = element_count(out);
  std::vector<double> bases(static_cast<size_t>(taps * dims * places)), slopes;
  for (size_t i = 0; i < extents.size(); ++i) {
    const WindowAxis axis = window.axis(i, extents[i]);
    slopes.push_back(2 / static_cast<double>(extents[i]));
    PoolIndex tap{};
    for (int64_t t = 0; t < taps; ++t, next_position(tap, kernel)) {
      PoolIndex position{};
      for (int64_t place = 0; place < places; ++place, next_position(position, out)) {
        const int64_t at = position[i] * axis.stride - axis.pad_begin + tap[i] * axis.dilation;
        bases[static_cast<size_t>((t * dims + static_cast<int64_t>(i)) * places + place)] =
            static_cast<double>(at);
      }
    }
  }
  const uint32_t dtype = node.dtype(0);
  const Term offset(b, dtype,
                    b.node("Reshape", {node.input_id(kOffset), b.ints({-1, taps, dims, places})}));
  const Term base(b, dtype, constant_of(b, dtype, Shape{taps, dims, places}, bases));
  const Term slope(b, dtype, constant_of(b, dtype, Shape{dims, 1}, slopes));
  const Term coordinates = (offset + base + 0.5) * slope - 1;
  const Term last = coordinates.apply("Transpose", {}, {{"perm", Shape{0, 1, 3, 2}}});
  std::vector<int64_t> order;
  for (int64_t i = dims; i-- > 0;) order.push_back(i);
  Shape shape(extents.size() + 2, 1);
  shape[0] = -1;
  shape[1] = taps * places;
  shape.back() = dims;
  return last.apply("Gather", {b.ints(order)}, {{"axis", -1}})
      .apply("Reshape", {b.ints(shape)})
      .value();
}

// Samples of each group of channels, weighted, and their product with the weights.
std::vector<Value> decompose(const Node& node, Builder& b) {
  const ShapeView w = node.ranked(kW) ? node.shape(kW) : ShapeView();
  if (!node.ranked(0) || !all_known(w) || w.empty() || node.shape(0)[1] < 0 ||
      !all_known(spatial_extents(node.shape(0))) ||
      !all_known(spatial_extents(node.output_shape(0))))
    unsupported("the shapes must be known");
  const Window window = convolution_window(node, kW);
  const int64_t groups = offset_groups(node), channels = node.shape(0)[1];
  const int64_t taps = element_count(spatial_extents(w));
  const ShapeView out = spatial_extents(node.output_shape(0));
  const int64_t places = element_count(out), group = node.attr_int("group", 1);
  Shape apart = {-1, channels / groups};
  for (const int64_t extent : spatial_extents(node.shape(0))) apart.push_back(extent);
  const Value x = b.node("Reshape", {node.input_id(0), b.ints(apart)});
  Value samples = b.node("GridSample", {x, sampling_grid(node, b, window)});
  samples = b.node("Reshape", {samples, b.ints({-1, groups, channels / groups, taps, places})});
  if (node.has_input(kMask)) {
    const Value mask =
        b.node("Reshape", {node.input_id(kMask), b.ints({-1, groups, 1, taps, places})});
    samples = b.node("Mul", {samples, mask});
  }
  const int64_t patch = channels / group * taps;
  const Value patches = b.node("Reshape", {samples, b.ints({-1, group, patch, places})});
  const Value weights =
      b.node("Reshape", {node.input_id(kW), b.ints({group, w[0] / group, patch})});
  Shape shape = {-1, w[0]};
  shape.insert(shape.end(), out.begin(), out.end());
  Value y = b.node("Reshape", {b.node("MatMul", {weights, patches}), b.ints(shape)});
  if (node.has_input(kBias)) {
    std::vector<int64_t> axes;
    for (size_t i = 0; i < out.size(); ++i) axes.push_back(static_cast<int64_t>(i) + 1);
    y = b.node("Add", {y, b.node("Unsqueeze", {node.input_id(kBias), b.ints(axes)})});
  }
  return {y};
}

}  // namespace

MORTISE_OPERATOR(DeformConv, 22) {
  op.summary("Convolution whose taps are moved by offsets")
      .input("X")
      .input("W")
      .input("offset")
      .optional_input("B")
      .optional_input("mask")
      .output("Y")
      .attribute("dilations", MORTISE_ATTRIBUTE_INTS)
      .attribute("group", MORTISE_ATTRIBUTE_INT)
      .attribute("kernel_shape", MORTISE_ATTRIBUTE_INTS)
      .attribute("offset_group", MORTISE_ATTRIBUTE_INT)
      .attribute("pads", MORTISE_ATTRIBUTE_INTS)
      .attribute("strides", MORTISE_ATTRIBUTE_INTS)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .decompose(&decompose)
      .keep_whole()
      .kernel<DeformConvKernel>();
}

}  // namespace mortise::ops
