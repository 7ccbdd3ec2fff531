#include <algorithm>
#include <cmath>

#include "ops/common/arithmetic.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/indices.hpp"

namespace mortise::ops {
namespace {

bool takes_maximum(const Node& node) {
  const std::string_view mode = node.attr_string("mode", "avg");
  if (mode != "avg" && mode != "max")
    invalid("attribute mode is ", mode, "; it must be avg or max");
  return mode == "max";
}

bool starts_at_half(const Node& node) {
  const std::string_view mode = node.attr_string("coordinate_transformation_mode", "half_pixel");
  if (mode != "half_pixel" && mode != "output_half_pixel")
    invalid("attribute coordinate_transformation_mode is ", mode,
            "; it must be half_pixel or output_half_pixel");
  return mode == "half_pixel";
}

int64_t positive(const Node& node, std::string_view name) {
  const int64_t value = node.attr_int(name, 1);
  if (value < 1 || value > INT32_MAX) invalid("attribute ", name, " is ", value);
  return value;
}

// X is [N, C, H, W]; the regions are [regions, 4], and of each the image that it lies in.
void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(FloatTypes{}));
  node.check_same_dtype(0, 1);
  node.check_dtype(2, dtype_set(TypeList<int64_t>{}));
  node.check_rank(0, 4);
  node.check_rank(1, 2);
  node.check_rank(2, 1);
  (void)takes_maximum(node);
  (void)starts_at_half(node);
  int64_t regions = MORTISE_DIM_UNKNOWN;
  if (node.ranked(1)) {
    unify_extents(node.shape(1)[1], 4);
    regions = node.shape(1)[0];
  }
  if (node.ranked(2)) regions = unify_extents(regions, node.shape(2)[0]);
  const int64_t channels = node.ranked(0) ? node.shape(0)[1] : int64_t{MORTISE_DIM_UNKNOWN};
  out.set(
      0, node.dtype(0),
      Shape{regions, channels, positive(node, "output_height"), positive(node, "output_width")});
}

// One axis of a region: where it begins, how long a bin is, and how many samples it has.
struct Bins {
  double start, length;
  int64_t samples;

  double place(int64_t bin, int64_t sample) const {
    return start + length * (static_cast<double>(bin) +
                             (static_cast<double>(sample) + 0.5) / static_cast<double>(samples));
  }
};

// The two elements of an axis that a place lies between, and the weight of the second.
struct Between {
  Between(double place, int64_t extent) {
    const auto length = static_cast<double>(extent);
    if (!(place >= -1 && place <= length)) return;
    is_inside = true;
    place = std::max(place, 0.0);
    low = std::min(static_cast<int64_t>(place), extent - 1);
    high = std::min(low + 1, extent - 1);
    part = low == high ? 0 : place - static_cast<double>(low);
  }
  bool is_inside = false;
  int64_t low = 0, high = 0;
  double part = 0;
};

// He, Gkioxari, Dollár, Girshick: Mask R-CNN (2017), section 3: each bin of a region is the mean, or the maximum, of places in
// it that are interpolated.
class RoiAlignKernel {
 public:
  RoiAlignKernel(const Node& node, const KernelContext&)
      : maximum_(takes_maximum(node)),
        half_(starts_at_half(node)),
        sampling_(node.attr_int("sampling_ratio", 0)),
        scale_(node.attr_float("spatial_scale", 1)),
        align_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Align {
          return &RoiAlignKernel::align<typename decltype(tag)::type>;
        })) {
    if (sampling_ < 0 || sampling_ > kMostSamples)
      invalid("attribute sampling_ratio is ", sampling_);
  }

  void run(const Launch& launch) const { (this->*align_)(launch); }

 private:
  using Align = void (RoiAlignKernel::*)(const Launch&) const;
  static constexpr int64_t kMostSamples = 4096;  // along one axis of a bin

  Bins bins_of(double begin, double end, int64_t bins) const {
    const double offset = half_ ? 0.5 : 0;
    const double start = begin * scale_ - offset;
    double length = end * scale_ - offset - start;
    if (!half_) length = std::max(length, 1.0);
    length /= static_cast<double>(bins);
    const auto wanted = saturating_cast<int64_t>(std::ceil(length));
    const int64_t samples = sampling_ > 0 ? sampling_ : std::max<int64_t>(wanted, 0);
    if (samples > kMostSamples) invalid("a region of interest has bins of ", length, " elements");
    return {start, length, samples};
  }

  template <class T>
  void align(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const ShapeView out = launch.output_shape(0);
    const Indices images(launch.input(2));
    T* y = launch.out<T>(0);
    for (int64_t region = 0; region < out[0]; ++region) {
      const T* corners = launch.in<T>(1) + region * 4;  // x before y
      const auto corner = [corners](int i) { return static_cast<double>(load(corners[i])); };
      const Bins columns = bins_of(corner(0), corner(2), out[3]);
      const Bins rows = bins_of(corner(1), corner(3), out[2]);
      const int64_t image = images.at(region, shape[0]);
      for (int64_t c = 0; c < out[1]; ++c) {
        const T* x = launch.in<T>(0) + (image * shape[1] + c) * shape[2] * shape[3];
        for (int64_t row = 0; row < out[2]; ++row) {
          for (int64_t column = 0; column < out[3]; ++column)
            *y++ = store<T>(bin(x, shape[2], shape[3], rows, row, columns, column));
        }
      }
    }
  }

  template <class T>
  double bin(const T* x, int64_t height, int64_t width, const Bins& rows, int64_t row,
             const Bins& columns, int64_t column) const {
    double result = 0;
    bool is_first = true;
    for (int64_t i = 0; i < rows.samples; ++i) {
      const Between v(rows.place(row, i), height);
      for (int64_t k = 0; k < columns.samples; ++k) {
        const Between h(columns.place(column, k), width);
        if (!v.is_inside || !h.is_inside || height == 0 || width == 0) {
          if (maximum_) result = is_first ? 0 : std::max(result, 0.0);
          is_first = false;
          continue;
        }
        const auto at = [&](int64_t r, int64_t c) {
          return static_cast<double>(load(x[r * width + c]));
        };
        const double parts[] = {(1 - v.part) * (1 - h.part) * at(v.low, h.low),
                                (1 - v.part) * h.part * at(v.low, h.high),
                                v.part * (1 - h.part) * at(v.high, h.low),
                                v.part * h.part * at(v.high, h.high)};
        if (maximum_) {
          // The standard's maximum is that of the weighted elements, not of their sums.
          const double largest = *std::max_element(std::begin(parts), std::end(parts));
          result = is_first ? largest : std::max(result, largest);
        } else {
          for (const double part : parts) result += part;
        }
        is_first = false;
      }
    }
    if (maximum_) return result;
    return result / static_cast<double>(std::max<int64_t>(rows.samples * columns.samples, 1));
  }

  bool maximum_;
  bool half_;
  int64_t sampling_;
  double scale_;
  Align align_;
};

// The places of an axis' samples, [regions, bins * samples], as coordinates of a grid; and 1 where they count, else 0.
struct SamplePlaces {
  SamplePlaces(const Node& node, Builder& b, int64_t axis, int64_t bins, int64_t samples,
               int64_t extent) {
    const uint32_t dtype = node.dtype(0);
    const auto corner = [&](int64_t column) {
      const Value index = b.ints({column});
      return Term(b, dtype, b.node("Gather", {node.input_id(1), index}, {{"axis", 1}}));
    };
    const double scale = node.attr_float("spatial_scale", 1);
    const double offset = starts_at_half(node) ? 0.5 : 0;
    const Term start = scale * corner(axis) - offset;
    Term length = scale * corner(axis + 2) - offset - start;
    if (!starts_at_half(node)) length = length.apply("Max", {length.number(1).value()});
    std::vector<double> parts;
    for (int64_t i = 0; i < bins * samples; ++i)
      parts.push_back((static_cast<double>(i) + 0.5) / static_cast<double>(bins * samples));
    const Term part(b, dtype, constant_of(b, dtype, Shape{1, bins * samples}, parts));
    const Term place = start + length * part;
    const auto size = static_cast<double>(extent);
    is_inside =
        place
            .indicator(
                b.node("And", {b.node("GreaterOrEqual", {place.value(), place.number(-1).value()}),
                               b.node("LessOrEqual", {place.value(), place.number(size).value()})}))
            .value();
    coordinates = (2 / size * (place + 0.5) - 1).value();
  }
  Value coordinates, is_inside;
};

// The mean of samples of each region's image. Those of a maximum are chosen otherwise than sampled, and their number may
// depend on the regions.
std::vector<Value> decompose(const Node& node, Builder& b) {
  const int64_t samples = node.attr_int("sampling_ratio", 0);
  if (takes_maximum(node) || samples < 1)
    unsupported("mode max, and sampling_ratio 0, are not decomposed");
  if (!node.ranked(0) || node.shape(0)[2] < 1 || node.shape(0)[3] < 1)
    unsupported("the extents of the image must be known");
  const int64_t height = positive(node, "output_height"), width = positive(node, "output_width");
  const SamplePlaces rows(node, b, 1, height, samples, node.shape(0)[2]);
  const SamplePlaces columns(node, b, 0, width, samples, node.shape(0)[3]);
  const Value behind = b.ints({2}), before = b.ints({1}), last = b.ints({-1});
  const auto spread = [&](Value value, Value axis) {
    const Value shape =
        axis == behind ? b.ints({1, 1, width * samples}) : b.ints({1, height * samples, 1});
    return b.node("Unsqueeze",
                  {b.node("Expand", {b.node("Unsqueeze", {value, axis}), shape}), last});
  };
  const Value grid =
      b.node("Concat", {spread(columns.coordinates, before), spread(rows.coordinates, behind)},
             {{"axis", -1}});
  const Value images = b.node("Gather", {node.input_id(0), node.input_id(2)});
  Value y = b.node("GridSample", {images, grid}, {{"padding_mode", "border"}});
  y = b.node("Mul", {y, b.node("Unsqueeze", {rows.is_inside, b.ints({1, 3})})});
  y = b.node("Mul", {y, b.node("Unsqueeze", {columns.is_inside, b.ints({1, 2})})});
  y = b.node("Reshape", {y, b.ints({0, 0, height, samples, -1})});
  y = b.node("ReduceMean", {y, b.ints({3})}, {{"keepdims", 0}});
  y = b.node("Reshape", {y, b.ints({0, 0, height, width, samples})});
  return {b.node("ReduceMean", {y, b.ints({4})}, {{"keepdims", 0}})};
}

}  // namespace

MORTISE_OPERATOR(RoiAlign, 22) {
  op.summary("Regions of interest, each interpolated to one size")
      .input("X")
      .input("rois")
      .input("batch_indices")
      .output("Y")
      .attribute("coordinate_transformation_mode", MORTISE_ATTRIBUTE_STRING)
      .attribute("mode", MORTISE_ATTRIBUTE_STRING)
      .attribute("output_height", MORTISE_ATTRIBUTE_INT)
      .attribute("output_width", MORTISE_ATTRIBUTE_INT)
      .attribute("sampling_ratio", MORTISE_ATTRIBUTE_INT)
      .attribute("spatial_scale", MORTISE_ATTRIBUTE_FLOAT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .decompose(&decompose)
      .keep_whole()
      .piece([](const Node&, const PieceQuery& query, Pieces& pieces) {
        if (query.axis == 1) pieces.range(0, 1, query.begin, query.end);
        for (const size_t input : {size_t{1}, size_t{2}})
          if (query.axis == 0) pieces.range(input, 0, query.begin, query.end);
      })
      .kernel<RoiAlignKernel>();
}

}  // namespace mortise::ops
