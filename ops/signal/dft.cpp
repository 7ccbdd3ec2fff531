#include "ops/common/axis.hpp"
#include "ops/common/fourier.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/indices.hpp"

namespace mortise::ops {
namespace {

constexpr size_t kLength = 1, kAxis = 2;

// The axis, where it is known: attribute-free since version 20, the last but one unless given.
std::optional<size_t> known_axis(const Node& node) {
  int64_t axis = -2;
  if (node.has_input(kAxis)) {
    const auto given = constant_scalar(node, kAxis);
    if (!given) return std::nullopt;
    axis = *given;
  }
  const int64_t normal = normalize_axis(axis, node.rank(0));
  if (normal == node.rank(0) - 1) invalid("axis ", axis, " is that of real and imaginary parts");
  return static_cast<size_t>(normal);
}

void infer(const Node& node, Inference& out) {
  check_signal(node, dtype_set(FloatTypes{}));
  for (const size_t input : {kLength, kAxis})
    if (node.has_input(input)) node.check_scalar(input, dtype_set(IndexTypes{}));
  const bool onesided = node.attr_int("onesided", 0) != 0;
  const bool to_real = onesided && node.attr_int("inverse", 0) != 0;
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  Shape shape = node.shape(0).to_vector();
  if (onesided && shape.back() == (to_real ? 1 : 2))
    invalid("one side says all only of the transform, which is complex, of a real signal");
  shape.back() = to_real ? 1 : 2;
  const std::optional<size_t> axis = known_axis(node);
  if (!axis) {
    out.need_value(kAxis);
    for (size_t i = 0; i + 1 < shape.size(); ++i) shape[i] = MORTISE_DIM_UNKNOWN;
    return out.set(0, node.dtype(0), shape);
  }
  if (node.has_input(kLength)) {
    const auto length = constant_scalar(node, kLength);
    if (!length) out.need_value(kLength);
    if (length && *length < 1) invalid("dft_length is ", *length);
    shape[*axis] = length ? *length : int64_t{MORTISE_DIM_UNKNOWN};
    if (to_real) return out.set(0, node.dtype(0), shape);
  }
  if (to_real && shape[*axis] == 0) invalid("input 0 has shape ", node.shape(0));
  if (onesided && shape[*axis] < 0) {
    shape[*axis] = MORTISE_DIM_UNKNOWN;
  } else if (onesided) {
    shape[*axis] = to_real ? 2 * (shape[*axis] - 1) : bin_count(shape[*axis], true);
  }
  out.set(0, node.dtype(0), shape);
}

class DFTKernel {
 public:
  DFTKernel(const Node& node, const KernelContext&)
      : axis_(required(known_axis(node), "the axis")),
        length_(node.has_input(kLength) ? required(constant_scalar(node, kLength), "dft_length")
                                        : 0),
        inverse_(node.attr_int("inverse", 0) != 0),
        to_real_(inverse_ && node.attr_int("onesided", 0) != 0),
        transform_(visit_dtype(FloatTypes{}, node.dtype(0), [](auto tag) -> Transform {
          return &DFTKernel::transform<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const { (this->*transform_)(launch); }

 private:
  using Transform = void (DFTKernel::*)(const Launch&) const;

  template <class T>
  void transform(const Launch& launch) const {
    const ShapeView in = launch.input_shape(0), out = launch.output_shape(0);
    // Complex numbers count as elements.
    const AxisParts from(ShapeView(in.data(), in.size() - 1), axis_);
    const AxisParts to(ShapeView(out.data(), out.size() - 1), axis_);
    const int64_t own = to_real_ ? 2 * (from.extent - 1) : from.extent;
    const int64_t length = length_ > 0 ? length_ : own;
    // The side that is not there is the mirror image of the other.
    const int64_t count = to_real_ || length < from.extent ? length : from.extent;
    const ComplexElements<T> x{launch.in<T>(0), in.back() == 2};
    const double scale = inverse_ ? 1 / static_cast<double>(length) : 1;
    T* y = launch.out<T>(0);
    for (int64_t o = 0; o < to.outer; ++o) {
      for (int64_t k = 0; k < to.extent; ++k) {
        for (int64_t i = 0; i < to.inner; ++i) {
          const auto at = [&](int64_t n) {
            return n < from.extent ? x.at((o * from.extent + n) * from.inner + i) : Complex{};
          };
          const Complex sum = fourier_sum(k, length, count, inverse_, [&](int64_t n) {
            if (!to_real_ || n <= length / 2) return at(n);
            const Complex mirrored = at(length - n);
            return Complex{mirrored.real, -mirrored.imaginary};
          });
          *y++ = store<T>(sum.real * scale);
          if (!to_real_) *y++ = store<T>(sum.imaginary * scale);
        }
      }
    }
  }

  size_t axis_;
  int64_t length_;  // 0: the axis's own
  bool inverse_;
  bool to_real_;  // from the one side of a real signal's transform
  Transform transform_;
};

// A product with a matrix along one axis, which is what the operator makes of unit vectors.
void gradient(Gradient& g) {
  const Node& node = g.node;
  Builder& b = g.b;
  if (!node.ranked(0)) unsupported("the rank of the input must be known");
  const auto axis = known_axis(node);
  if (!axis) unsupported("the gradient needs a constant axis");
  const int64_t extent = node.shape(0)[*axis], parts = node.shape(0).back();
  const int64_t bins = node.output_shape(0)[*axis], out_parts = node.output_shape(0).back();
  if (extent < 0 || parts < 0 || bins < 0) unsupported("the extent of the axis must be known");
  const int64_t rows = extent * parts, columns = bins * out_parts;
  std::vector<double> units(static_cast<size_t>(rows * rows), 0);
  for (size_t i = 0; i < static_cast<size_t>(rows); ++i)
    units[i * (static_cast<size_t>(rows) + 1)] = 1;
  const Value unit_signals = constant_of(b, node.dtype(0), Shape{rows, extent, parts}, units);
  const Value length = node.has_input(kLength) ? g.input_value(kLength) : MORTISE_NONE;
  const Value transforms = b.node(
      "DFT", {unit_signals, length, b.scalar(MORTISE_DTYPE_INT64, 1)},
      {{"inverse", node.attr_int("inverse", 0)}, {"onesided", node.attr_int("onesided", 0)}});
  const Value matrix =
      b.node("Transpose", {b.node("Reshape", {transforms, b.ints({rows, columns})})},
             {{"perm", Shape{1, 0}}});
  // The axis goes before the last one, and back.
  std::vector<int64_t> forth, back(static_cast<size_t>(node.rank(0)));
  for (int64_t i = 0; i + 1 < node.rank(0); ++i)
    if (i != static_cast<int64_t>(*axis)) forth.push_back(i);
  forth.push_back(static_cast<int64_t>(*axis));
  forth.push_back(node.rank(0) - 1);
  for (size_t i = 0; i < forth.size(); ++i)
    back[static_cast<size_t>(forth[i])] = static_cast<int64_t>(i);
  const Value dy = b.node("Transpose", {g.output(0)}, {{"perm", forth}});
  const Value lines = b.node("Reshape", {dy, b.ints({-1, columns})});
  const Value changes = b.node("MatMul", {lines, matrix});
  const Value like = b.node("Shape", {b.node("Transpose", {g.input_value(0)}, {{"perm", forth}})});
  const Value whole = b.node("Reshape", {changes, like}, {{"allowzero", 1}});
  g.set_input(0, b.node("Transpose", {whole}, {{"perm", back}}));
}

}  // namespace

MORTISE_OPERATOR(DFT, 20) {
  op.summary("The discrete Fourier transform along an axis")
      .input("input")
      .optional_input("dft_length")
      .optional_input("axis")
      .output("output")
      .attribute("inverse", MORTISE_ATTRIBUTE_INT)
      .attribute("onesided", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<DFTKernel>();
}

}  // namespace mortise::ops
