#include <array>
#include <cmath>

#include "ops/common/arithmetic.hpp"
#include "ops/common/axis.hpp"
#include "ops/common/term.hpp"

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

// Places and weights as formulas, and the elements gathered: what the gradient goes through. [batch, places] throughout.
class GridNodes {
 public:
  GridNodes(const Node& node, Builder& b)
      : node_(node),
        b_(b),
        mode_(mode_of(node)),
        padding_(padding_of(node)),
        align_corners_(node.attr_int("align_corners", 0) != 0) {
    if (!node.ranked(0)) unsupported("the rank of X must be known");
    extents_ = ShapeView(node.shape(0).data() + 2, node.shape(0).size() - 2).to_vector();
    if (!all_known(extents_) || element_count(extents_) == 0)
      unsupported("the extents of the image must be known and not 0");
    const bool is_wide =
        node.dtype(0) == MORTISE_DTYPE_FLOAT64 || node.dtype(1) == MORTISE_DTYPE_FLOAT64;
    dtype_ = is_wide ? MORTISE_DTYPE_FLOAT64 : MORTISE_DTYPE_FLOAT32;
  }

  std::vector<Value> make() {
    std::vector<std::vector<Tap>> taps;
    for (size_t axis = 0; axis < extents_.size(); ++axis) taps.push_back(taps_along(axis));
    const Value x = cast(node_.input_id(0), node_.dtype(0), dtype_);
    const Value shape = b_.node("Shape", {x});
    // [batch * plane, channels], and where the plane of each item starts
    const Value planes = b_.node("Reshape", {x, b_.ints({0, 0, -1})});
    const Value last = b_.node("Transpose", {planes}, {{"perm", Shape{0, 2, 1}}});
    const Value channels = b_.node("Slice", {shape, b_.ints({1}), b_.ints({2})});
    const Value rows =
        b_.node("Reshape", {last, b_.node("Concat", {b_.ints({-1}), channels}, {{"axis", 0}})});
    const Value items =
        b_.node("Range", {whole(0), b_.node("Gather", {shape, whole(0)}), whole(1)});
    const Value starts = b_.node(
        "Unsqueeze", {b_.node("Mul", {items, whole(element_count(extents_))}), b_.ints({1})});
    std::optional<Term> sum;
    add_corners(taps, 0, starts, std::nullopt, rows, sum);
    const Value y = b_.node("Transpose", {sum->value()}, {{"perm", Shape{0, 2, 1}}});
    const Value places =
        b_.node("Slice", {b_.node("Shape", {node_.input_id(1)}), b_.ints({1}), b_.ints({-1})});
    const Value batch_channels = b_.node("Slice", {shape, b_.ints({0}), b_.ints({2})});
    const Value out = b_.node("Concat", {batch_channels, places}, {{"axis", 0}});
    return {cast(b_.node("Reshape", {y, out}, {{"allowzero", 1}}), dtype_, node_.dtype(0))};
  }

 private:
  struct Tap {
    Value index;                 // int64, within the axis
    std::optional<Term> weight;  // one, where there is none
  };

  Value cast(Value value, uint32_t from, uint32_t to) {
    return from == to ? value : b_.node("Cast", {value}, {{"to", to}});
  }
  Value whole(int64_t number) {
    return b_.scalar(MORTISE_DTYPE_INT64, static_cast<double>(number));
  }

  Term places_along(size_t axis) {
    const auto column = static_cast<int64_t>(extents_.size() - 1 - axis);
    const Value picked = b_.node("Gather", {node_.input_id(1), whole(column)}, {{"axis", -1}});
    const Value flat = b_.node("Reshape", {picked, b_.ints({0, -1})});
    const Term coordinate(b_, dtype_, cast(flat, node_.dtype(1), dtype_));
    const auto length = static_cast<double>(extents_[axis]);
    if (align_corners_) return (length - 1) / 2 * (coordinate + 1);
    return 0.5 * (length * (coordinate + 1) - 1);
  }
  std::vector<Tap> taps_along(size_t axis) {
    Term place = places_along(axis);
    if (mode_ == Mode::kNearest) return {tap(place.apply("Round"), std::nullopt, axis)};
    if (mode_ == Mode::kLinear) {
      if (padding_ != Padding::kZeros) place = inside(place, axis);
      const Term first = place.apply("Floor");
      const Term part = place - first;
      return {tap(first, 1 - part, axis), tap(first + 1, part, axis)};
    }
    constexpr double kA = -0.75;
    const Term first = place.apply("Floor");
    const Term t = place - first;
    const auto near = [](const Term& d) { return ((kA + 2) * d - (kA + 3)) * d * d + 1; };
    const auto far = [](const Term& d) { return ((kA * d - 5 * kA) * d + 8 * kA) * d - 4 * kA; };
    return {tap(first - 1, far(t + 1), axis), tap(first, near(t), axis),
            tap(first + 1, near(1 - t), axis), tap(first + 2, far(2 - t), axis)};
  }
  Tap tap(Term index, std::optional<Term> weight, size_t axis) {
    const auto last = static_cast<double>(extents_[axis]) - 1;
    if (padding_ == Padding::kZeros) {
      const Term is_inside =
          index.indicator(index.above(-0.5)) * index.indicator(index.below(last + 0.5));
      weight = weight ? *weight * is_inside : is_inside;
      index = clipped(index, last);
    } else {
      index = inside(index, axis).apply("Floor");
    }
    return {cast(index.value(), dtype_, MORTISE_DTYPE_INT64), weight};
  }
  static Term clipped(const Term& term, double last) {
    return term.apply("Clip", {term.number(0).value(), term.number(last).value()});
  }
  // Mirrored at both edges is a triangle wave.
  Term inside(Term place, size_t axis) {
    const double last = static_cast<double>(extents_[axis]) - 1;
    const double low = align_corners_ ? 0 : -0.5, range = last - 2 * low;
    if (padding_ == Padding::kReflection && range > 0) {
      const Term turns = 1 / (2 * range) * (place - low);
      const Term rest = 2 * range * (turns - turns.apply("Floor"));
      place = low + range - (rest - range).abs();
    } else if (padding_ == Padding::kReflection) {
      place = 0 * place;
    }
    return clipped(place, last);
  }
  // Adds the elements at all combinations of the taps from `axis` on, times their weights.
  void add_corners(const std::vector<std::vector<Tap>>& taps, size_t axis, Value index,
                   const std::optional<Term>& weight, Value rows, std::optional<Term>& sum) {
    if (axis == taps.size()) {
      Term elements(b_, dtype_, b_.node("Gather", {rows, index}));
      if (weight) elements = elements * weight->apply("Unsqueeze", {b_.ints({-1})});
      sum = sum ? *sum + elements : elements;
      return;
    }
    const int64_t stride =
        element_count(ShapeView(extents_.data() + axis + 1, extents_.size() - axis - 1));
    for (const Tap& tap : taps[axis]) {
      const Value next = b_.node("Add", {index, b_.node("Mul", {tap.index, whole(stride)})});
      std::optional<Term> product = weight;
      if (tap.weight) product = weight ? *weight * *tap.weight : *tap.weight;
      add_corners(taps, axis + 1, next, product, rows, sum);
    }
  }

  const Node& node_;
  Builder& b_;
  Mode mode_;
  Padding padding_;
  bool align_corners_;
  Shape extents_;
  uint32_t dtype_ = MORTISE_DTYPE_UNDEFINED;
};

std::vector<Value> decompose(const Node& node, Builder& b) { return GridNodes(node, b).make(); }

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
      .decompose(&decompose)
      .keep_whole()
      .piece([](const Node&, const PieceQuery& query, Pieces& pieces) {
        if (query.axis <= 1) pieces.range(0, query.axis, query.begin, query.end);
        if (query.axis != 1)
          pieces.range(1, query.axis == 0 ? 0 : query.axis - 1, query.begin, query.end);
      })
      .kernel<GridSampleKernel>();
}

}  // namespace mortise::ops
