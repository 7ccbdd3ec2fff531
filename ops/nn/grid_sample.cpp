#include <array>
#include <cmath>

#include "ops/common/arithmetic.hpp"
#include "ops/common/axis.hpp"

namespace mortise::ops {
namespace {

enum class Mode { kNearest, kLinear, kCubic };
enum class Padding { kZeros, kBorder, kReflection };

Mode mode_of(const Node& node) {
  const std::string_view mode = node.attr_string("mode", "linear");
  if (mode == "nearest") return Mode::kNearest;
  if (mode == "linear") return Mode::kLinear;
  if (mode == "cubic") return Mode::kCubic;
  invalid("attribute mode is ", mode, "; it must be linear, nearest or cubic");
}

Padding padding_of(const Node& node) {
  const std::string_view padding = node.attr_string("padding_mode", "zeros");
  if (padding == "zeros") return Padding::kZeros;
  if (padding == "border") return Padding::kBorder;
  if (padding == "reflection") return Padding::kReflection;
  invalid("attribute padding_mode is ", padding, "; it must be zeros, border or reflection");
}

// X is [N, C, spatial…] and the grid [N, places…, one coordinate for each spatial axis, the last axis first].
void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(FloatTypes{}));
  node.check_dtype(1, dtype_set(FloatTypes{}));
  (void)mode_of(node);
  (void)padding_of(node);
  if (!node.ranked(0) || !node.ranked(1)) return out.set_unranked(0, node.dtype(0));
  const ShapeView x = node.shape(0);
  const ShapeView grid = node.shape(1);
  if (x.size() < 3 || x.size() != grid.size()) {
    invalid("X has shape ", x, " and grid has shape ", grid,
            "; both must have the same rank, 3 or more");
  }
  unify_extents(grid.back(), static_cast<int64_t>(x.size()) - 2);
  Shape shape = {unify_extents(x[0], grid[0]), x[1]};
  for (size_t i = 1; i + 1 < grid.size(); ++i) shape.push_back(grid[i]);
  out.set(0, node.dtype(0), shape);
}

// Far beyond any image, and small enough that neighbours are numbers.
double bounded(double place) {
  constexpr double kFar = 1e15;
  if (place > kFar) return kFar;
  return place < -kFar ? -kFar : place;  // NaN stays
}

// Mirrored at both edges, as often as it takes.
double reflected(double place, double low, double high) {
  const double range = high - low;
  if (!(range > 0)) return low;
  const double beyond = place < low ? low - place : place - high;
  if (!(beyond > 0)) return place;
  const double times = std::floor(beyond / range);
  const double rest = beyond - times * range;
  const bool from_low = (place < low) == (std::fmod(times, 2) == 0);
  return from_low ? low + rest : high - rest;
}

// The elements along one axis that a place is interpolated from; -1 stands for zero.
struct Taps {
  int64_t count = 0;
  std::array<int64_t, 4> index{};
  std::array<double, 4> weight{};

  void add(int64_t at, double factor) {
    index[static_cast<size_t>(count)] = at;
    weight[static_cast<size_t>(count++)] = factor;
  }
};

class GridSampleKernel {
 public:
  GridSampleKernel(const Node& node, const KernelContext&)
      : mode_(mode_of(node)),
        padding_(padding_of(node)),
        align_corners_(node.attr_int("align_corners", 0) != 0),
        sample_(visit_dtype(FloatTypes{}, node.dtype(0), [&](auto x) {
          return visit_dtype(FloatTypes{}, node.dtype(1), [](auto grid) -> Sample {
            return &GridSampleKernel::sample<typename decltype(x)::type,
                                             typename decltype(grid)::type>;
          });
        })) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const { (this->*sample_)(launch); }

 private:
  using Sample = void (GridSampleKernel::*)(const Launch&) const;

  template <class T, class G>
  void sample(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const ShapeView extents(shape.data() + 2, shape.size() - 2);
    const size_t dims = extents.size();
    const int64_t plane = element_count(extents);
    const ShapeView out = launch.output_shape(0);
    const int64_t places = element_count(ShapeView(out.data() + 2, out.size() - 2));
    const int64_t channels = shape[1];
    for (int64_t n = 0; n < shape[0]; ++n) {
      for (int64_t place = 0; place < places; ++place) {
        const G* coordinates = launch.in<G>(1) + (n * places + place) * static_cast<int64_t>(dims);
        std::array<Taps, kMaxRank> taps;
        for (size_t axis = 0; axis < dims; ++axis)
          taps[axis] =
              taps_at(static_cast<double>(load(coordinates[dims - 1 - axis])), extents[axis]);
        for (int64_t c = 0; c < channels; ++c) {
          const T* x = launch.in<T>(0) + (n * channels + c) * plane;
          launch.out<T>(0)[(n * channels + c) * places + place] =
              store<T>(interpolate(x, extents, taps));
        }
      }
    }
  }

  Taps taps_at(double coordinate, int64_t extent) const {
    const auto length = static_cast<double>(extent);
    double place = bounded(align_corners_ ? (coordinate + 1) / 2 * (length - 1)
                                          : ((coordinate + 1) * length - 1) / 2);
    Taps taps;
    if (extent == 0) return taps;
    if (mode_ == Mode::kNearest) {
      taps.add(index_of(std::nearbyint(place), extent), 1);
      return taps;
    }
    if (mode_ == Mode::kLinear) {
      if (padding_ != Padding::kZeros) place = inside(place, extent);
      const double first = std::floor(place);
      const double part = place - first;
      taps.add(index_of(first, extent), 1 - part);
      taps.add(index_of(first + 1, extent), part);
      return taps;
    }
    // Keys: Cubic convolution interpolation for digital image processing (1981), with a = -0.75.
    constexpr double kA = -0.75;
    const double first = std::floor(place);
    const double t = place - first;
    const auto near = [](double d) { return ((kA + 2) * d - (kA + 3)) * d * d + 1; };
    const auto far = [](double d) { return ((kA * d - 5 * kA) * d + 8 * kA) * d - 4 * kA; };
    taps.add(index_of(first - 1, extent), far(t + 1));
    taps.add(index_of(first, extent), near(t));
    taps.add(index_of(first + 1, extent), near(1 - t));
    taps.add(index_of(first + 2, extent), far(2 - t));
    return taps;
  }

  // A place that padding brings back onto the axis.
  double inside(double place, int64_t extent) const {
    const double last = static_cast<double>(extent) - 1;
    if (padding_ == Padding::kReflection)
      place = align_corners_ ? reflected(place, 0, last) : reflected(place, -0.5, last + 0.5);
    if (place < 0) return 0;
    return place > last ? last : place;
  }

  // Requires: `place` is a whole number, or NaN.
  int64_t index_of(double place, int64_t extent) const {
    if (padding_ != Padding::kZeros)
      return saturating_cast<int64_t>(std::floor(inside(place, extent)));
    const auto index = saturating_cast<int64_t>(place);
    return index < 0 || index >= extent ? -1 : index;
  }

  template <class T>
  static double interpolate(const T* x, ShapeView extents, const std::array<Taps, kMaxRank>& taps) {
    std::array<int64_t, kMaxRank> tap{};
    double sum = 0;
    for (size_t axis = 0; axis < extents.size(); ++axis) {
      if (taps[axis].count == 0) return 0;
    }
    for (;;) {
      int64_t offset = 0;
      double weight = 1;
      bool is_zero = false;
      for (size_t axis = 0; axis < extents.size(); ++axis) {
        const auto k = static_cast<size_t>(tap[axis]);
        is_zero = is_zero || taps[axis].index[k] < 0;
        offset = offset * extents[axis] + taps[axis].index[k];
        weight *= taps[axis].weight[k];
      }
      // NaN in the grid gives NaN, whatever it points at.
      if (!is_zero) sum += weight * static_cast<double>(load(x[offset]));
      size_t axis = extents.size();
      while (axis-- > 0) {
        if (++tap[axis] < taps[axis].count) break;
        tap[axis] = 0;
      }
      if (axis == static_cast<size_t>(-1)) return sum;
    }
  }

  Mode mode_;
  Padding padding_;
  bool align_corners_;
  Sample sample_;
};

}  // namespace

MORTISE_OPERATOR(GridSample, 22) {
  op.summary("The input interpolated at the places of a grid")
      .input("X")
      .input("grid")
      .output("Y")
      .attribute("align_corners", MORTISE_ATTRIBUTE_INT)
      .attribute("mode", MORTISE_ATTRIBUTE_STRING)
      .attribute("padding_mode", MORTISE_ATTRIBUTE_STRING)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .piece([](const Node&, const PieceQuery& query, Pieces& pieces) {
        if (query.axis <= 1) pieces.range(0, query.axis, query.begin, query.end);
        if (query.axis != 1)
          pieces.range(1, query.axis == 0 ? 0 : query.axis - 1, query.begin, query.end);
      })
      .kernel<GridSampleKernel>();
}

}  // namespace mortise::ops
