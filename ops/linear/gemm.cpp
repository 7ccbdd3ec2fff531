#include "ops/common/arithmetic.hpp"
#include "ops/common/walk.hpp"

namespace mortise::ops {
namespace {

using GemmTypes = Concat<FloatTypes, TypeList<int32_t, int64_t, uint32_t, uint64_t>>;

// The extents of the product, the transpositions taken into account.
struct Product {
  Product(const Node& node, ShapeView a, ShapeView b)
      : a_transposed(node.attr_bool("transA", false)),
        b_transposed(node.attr_bool("transB", false)),
        rows(a[a_transposed ? 1 : 0]),
        inner(a[a_transposed ? 0 : 1]),
        b_inner(b[b_transposed ? 1 : 0]),
        columns(b[b_transposed ? 0 : 1]) {}
  bool a_transposed, b_transposed;
  int64_t rows, inner, b_inner, columns;
};

void infer(const Node& node, Inference& out) {
  const uint32_t dtype = common_dtype(node, dtype_set(GemmTypes{}));
  node.check_rank(0, 2);
  node.check_rank(1, 2);
  if (!node.ranked(0) || !node.ranked(1)) return out.set_unranked(0, dtype);
  const Product product(node, node.shape(0), node.shape(1));
  unify_extents(product.inner, product.b_inner);
  const Shape shape{product.rows, product.columns};
  if (node.has_input(2) && node.ranked(2) && all_known(shape) && node.shape_known(2)) {
    if (broadcast_shapes(shape, node.shape(2)) != shape) {
      invalid("C has shape ", node.shape(2), "; it must broadcast to ", shape);
    }
  }
  out.set(0, dtype, shape);
}

void gradient(Gradient& g) {
  const bool a_transposed = g.node.attr_bool("transA", false);
  const bool b_transposed = g.node.attr_bool("transB", false);
  const Value a = g.input_value(0);
  const Value b = g.input_value(1);
  const Value dy = g.output(0);
  const auto gemm = [&](Value left, Value right, bool left_transposed, bool right_transposed) {
    return g.b.node("Gemm", {left, right},
                    {{"alpha", g.node.attr_float("alpha", 1)},
                     {"transA", left_transposed},
                     {"transB", right_transposed}});
  };
  g.set_input(0,
              a_transposed ? gemm(b, dy, b_transposed, true) : gemm(dy, b, false, !b_transposed));
  g.set_input(1,
              b_transposed ? gemm(dy, a, true, a_transposed) : gemm(a, dy, !a_transposed, false));
  if (!g.node.has_input(2)) return;
  const Value beta = g.b.scalar(g.node.dtype(0), g.node.attr_float("beta", 1));
  g.set_input(2, g.b.mortise_node("SumTo", {g.b.node("Mul", {dy, beta}), g.input_value(2)}));
}

void piece(const Node& node, const PieceQuery& query, Pieces& pieces) {
  const int64_t transposed = node.attr_bool(query.axis == 0 ? "transA" : "transB", false) ? 1 : 0;
  pieces.range(static_cast<size_t>(query.axis), query.axis ^ transposed, query.begin, query.end);
}

double flops(const Node& node) {
  const auto real = [](int64_t extent) { return static_cast<double>(extent); };
  const ShapeView out = node.output_shape(0);
  const ShapeView a = node.shape(0);
  return 2 * real(out[0]) * real(out[1]) * real(a[node.attr_bool("transA", false) ? 0 : 1]);
}

class GemmKernel {
 public:
  GemmKernel(const Node& node, const KernelContext&)
      : alpha_(node.attr_float("alpha", 1)),
        beta_(node.attr_float("beta", 1)),
        a_transposed_(node.attr_bool("transA", false)),
        b_transposed_(node.attr_bool("transB", false)),
        multiply_(visit_dtype(GemmTypes{}, node.dtype(0), [](auto tag) -> Multiply {
          return &GemmKernel::multiply<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const { (this->*multiply_)(launch); }

 private:
  using Multiply = void (GemmKernel::*)(const Launch&) const;

  template <class Sum>
  static Sum scale(Sum sum, double factor) {
    if constexpr (std::is_floating_point_v<Sum>) {
      return sum * factor;
    } else {  // a factor of 1 keeps integers exact that are too large for double
      return factor == 1 ? sum : saturating_cast<Sum>(static_cast<double>(sum) * factor);
    }
  }

  template <class T>
  void multiply(const Launch& launch) const {
    using Sum = Accumulator<T>;
    const ShapeView shape = launch.output_shape(0);
    const int64_t inner = launch.input_shape(0)[a_transposed_ ? 0 : 1];
    const int64_t a_row = a_transposed_ ? 1 : inner;
    const int64_t a_step = a_transposed_ ? shape[0] : 1;
    const int64_t b_column = b_transposed_ ? inner : 1;
    const int64_t b_step = b_transposed_ ? 1 : shape[1];
    std::array<int64_t, kMaxRank> c{};
    if (launch.has_input(2)) c = broadcast_strides(launch.input_shape(2), 2);
    for (int64_t row = 0; row < shape[0]; ++row) {
      for (int64_t column = 0; column < shape[1]; ++column) {
        Sum sum = 0;
        for (int64_t k = 0; k < inner; ++k) {
          const T left = launch.in<T>(0)[row * a_row + k * a_step];
          const T right = launch.in<T>(1)[column * b_column + k * b_step];
          sum = wrapping_add(
              sum, wrapping_multiply(static_cast<Sum>(load(left)), static_cast<Sum>(load(right))));
        }
        sum = scale(sum, alpha_);
        if (launch.has_input(2)) {
          const T added = launch.in<T>(2)[row * c[0] + column * c[1]];
          sum = wrapping_add(sum, scale(static_cast<Sum>(load(added)), beta_));
        }
        launch.out<T>(0)[row * shape[1] + column] = store<T>(sum);
      }
    }
  }

  double alpha_, beta_;
  bool a_transposed_, b_transposed_;
  Multiply multiply_;
};

}  // namespace

MORTISE_OPERATOR(Gemm, 13) {
  op.summary("alpha A B + beta C, of matrices that may be transposed")
      .input("A")
      .input("B")
      .optional_input("C")
      .output("Y")
      .attribute("alpha", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("beta", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("transA", MORTISE_ATTRIBUTE_INT)
      .attribute("transB", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_HALF)
      .infer(&infer)
      .gradient(&gradient)
      .piece(&piece)
      .flops(&flops)
      .kernel<GemmKernel>();
}

}  // namespace mortise::ops
