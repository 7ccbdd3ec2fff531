// Elementwise operators from a function object. The object may read attributes in a constructor that takes the node:
//
//   struct LeakyRelu {
//     explicit LeakyRelu(const Node& node) : alpha(node.attr_float("alpha", 0.01)) {}
//     template <class T> T operator()(T x) const { return x < 0 ? static_cast<T>(alpha) * x : x; }
//     double alpha;
//   };
//   MORTISE_OPERATOR(LeakyRelu, 16) {
//     define_unary<LeakyRelu, FloatTypes>(op, "…"); op.attribute("alpha", MORTISE_ATTRIBUTE_FLOAT);
//   }
//
// The function is called with the compute type: float for the 16-bit types, bool for bool8.
#pragma once

#include "ops/common/arithmetic.hpp"
#include "ops/common/forward.hpp"
#include "ops/common/walk.hpp"

namespace mortise::ops {

/// Input ranges of a piece of an elementwise operator's output: the same range, of every input that is not broadcast there.
void elementwise_piece(const Node& node, const PieceQuery& query, Pieces& pieces);

template <class F>
F make_function(const Node& node) {
  if constexpr (std::is_constructible_v<F, const Node&>) {
    return F(node);
  } else {
    (void)node;
    return F{};
  }
}

template <class F, class In, class Out>
void unary_row(const F& function, const void* in, void* out, int64_t count) {
  const In* from = static_cast<const In*>(in);
  Out* to = static_cast<Out*>(out);
  for (int64_t i = 0; i < count; ++i) to[i] = store<Out>(function(load(from[i])));
}

/// Out is the type of the output's elements; void: that of the input's.
template <class F, class Types, class Out = void>
class UnaryKernel {
 public:
  UnaryKernel(const Node& node, const KernelContext&)
      : function_(make_function<F>(node)),
        row_(visit_dtype(Types{}, node.dtype(0), [](auto tag) -> Row {
          using T = typename decltype(tag)::type;
          return &unary_row<F, T, std::conditional_t<std::is_void_v<Out>, T, Out>>;
        })) {}

  void run(const Launch& launch) const {
    row_(function_, launch.input(0).data, launch.output(0).data, element_count(launch.output(0)));
  }

 private:
  using Row = void (*)(const F&, const void*, void*, int64_t);
  F function_;
  Row row_;
};

template <class Types>
void infer_unary(const Node& node, Inference& out) {
  infer_like_input(node, out, dtype_set(Types{}));
}

/// An operator Y = f(X) of one dtype.
template <class F, class Types>
Operator& define_unary(Operator& op, std::string_view summary) {
  return op.summary(summary)
      .input("X")
      .output("Y")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE)
      .in_place(0, 0)
      .infer(&infer_unary<Types>)
      .piece(&elementwise_piece)
      .template kernel<UnaryKernel<F, Types>>();
}

/// An operator Y = f(X) whose output is bool.
template <class F, class Types>
Operator& define_test(Operator& op, std::string_view summary) {
  return op.summary(summary)
      .input("X")
      .output("Y")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE)
      .infer([](const Node& node, Inference& out) {
        node.check_dtype(0, dtype_set(Types{}));
        out.set_like(0, node.type(0), MORTISE_DTYPE_BOOL);
      })
      .piece(&elementwise_piece)
      .template kernel<UnaryKernel<F, Types, bool8>>();
}

template <class F, class In, class Out>
void binary_row(const F& function, const void* a, int64_t a_step, const void* b, int64_t b_step,
                void* out, int64_t count) {
  const In* x = static_cast<const In*>(a);
  const In* y = static_cast<const In*>(b);
  Out* to = static_cast<Out*>(out);
  if (a_step == 1 && b_step == 1) {
    for (int64_t i = 0; i < count; ++i) to[i] = store<Out>(function(load(x[i]), load(y[i])));
  } else {
    for (int64_t i = 0; i < count; ++i) {
      to[i] = store<Out>(function(load(x[i * a_step]), load(y[i * b_step])));
    }
  }
}

template <class F>
using BinaryRow = void (*)(const F&, const void*, int64_t, const void*, int64_t, void*, int64_t);

template <class F, class Types, class Out>
BinaryRow<F> find_binary_row(uint32_t dtype) {
  return visit_dtype(Types{}, dtype, [](auto tag) -> BinaryRow<F> {
    using T = typename decltype(tag)::type;
    return &binary_row<F, T, std::conditional_t<std::is_void_v<Out>, T, Out>>;
  });
}

/// Both inputs known to have one shape: no broadcasting to look for.
bool same_shapes(const Node& node);

template <class F, class Types, class Out = void>
class BinaryKernel {
 public:
  BinaryKernel(const Node& node, const KernelContext&)
      : function_(make_function<F>(node)),
        row_(find_binary_row<F, Types, Out>(node.dtype(0))),
        in_bytes_(dtype_bits(node.dtype(0)) / 8),
        out_bytes_(std::is_void_v<Out> ? in_bytes_ : 1),
        same_shapes_(same_shapes(node)) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const {
    const mortise_tensor_view_t& a = launch.input(0);
    const mortise_tensor_view_t& b = launch.input(1);
    const mortise_tensor_view_t& out = launch.output(0);
    if (same_shapes_) {
      row_(function_, a.data, 1, b.data, 1, out.data, element_count(out));
      return;
    }
    const auto walk = broadcast_walk<2>(shape_of(out), {shape_of(a), shape_of(b)});
    const auto steps = walk.row_strides();
    walk.rows([&](const auto& offset) {
      row_(function_, static_cast<const char*>(a.data) + offset[1] * in_bytes_, steps[1],
           static_cast<const char*>(b.data) + offset[2] * in_bytes_, steps[2],
           static_cast<char*>(out.data) + offset[0] * out_bytes_, walk.row_length());
    });
  }

 private:
  F function_;
  BinaryRow<F> row_;
  int64_t in_bytes_;
  int64_t out_bytes_;
  bool same_shapes_;
};

template <class Types>
void infer_binary(const Node& node, Inference& out) {
  infer_broadcast(node, out, common_dtype(node, dtype_set(Types{})));
}

/// An operator C = f(A, B) of one dtype, with broadcasting.
template <class F, class Types>
Operator& define_binary(Operator& op, std::string_view summary) {
  return op.summary(summary)
      .input("A")
      .input("B")
      .output("C")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE)
      .in_place(0, 0)
      .in_place(1, 0)
      .infer(&infer_binary<Types>)
      .piece(&elementwise_piece)
      .template kernel<BinaryKernel<F, Types>>();
}

/// An operator C = f(A, B) whose output is bool, with broadcasting.
template <class F, class Types>
Operator& define_comparison(Operator& op, std::string_view summary) {
  return op.summary(summary)
      .input("A")
      .input("B")
      .output("C")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE)
      .infer([](const Node& node, Inference& out) {
        common_dtype(node, dtype_set(Types{}));
        infer_broadcast(node, out, MORTISE_DTYPE_BOOL);
      })
      .piece(&elementwise_piece)
      .template kernel<BinaryKernel<F, Types, bool8>>();
}

// Any number of inputs: f(…f(f(x0, x1), x2)…).

template <class F, class Types>
class VariadicKernel {
 public:
  VariadicKernel(const Node& node, const KernelContext&)
      : function_(make_function<F>(node)),
        combine_(find_binary_row<F, Types, void>(node.dtype(0))),
        copy_(find_binary_row<First, Types, void>(node.dtype(0))),
        bytes_(dtype_bits(node.dtype(0)) / 8) {
    check_rank_limit(node);
  }

  void run(const Launch& launch) const {
    fold(launch, 0, First{}, copy_);
    for (size_t i = 1; i < launch.input_count(); ++i) fold(launch, i, function_, combine_);
  }

 private:
  struct First {
    template <class T>
    T operator()(T a, T) const {
      return a;
    }
  };

  /// out = f(input, out)
  template <class G>
  void fold(const Launch& launch, size_t index, const G& function, BinaryRow<G> row) const {
    const mortise_tensor_view_t& in = launch.input(index);
    const mortise_tensor_view_t& out = launch.output(0);
    const auto walk = broadcast_walk<1>(shape_of(out), {shape_of(in)});
    const auto steps = walk.row_strides();
    walk.rows([&](const auto& offset) {
      char* to = static_cast<char*>(out.data) + offset[0] * bytes_;
      row(function, static_cast<const char*>(in.data) + offset[1] * bytes_, steps[1], to, 1, to,
          walk.row_length());
    });
  }

  F function_;
  BinaryRow<F> combine_;
  BinaryRow<First> copy_;
  int64_t bytes_;
};

/// An operator over one or more inputs of one dtype, with broadcasting; f must be commutative and associative.
template <class F, class Types>
Operator& define_variadic(Operator& op, std::string_view summary) {
  return op.summary(summary)
      .variadic_input("data_0")
      .output("result")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE | MORTISE_OPERATOR_COMMUTATIVE |
             MORTISE_OPERATOR_ASSOCIATIVE)
      .forward(&forward_single)
      .infer(&infer_binary<Types>)
      .piece(&elementwise_piece)
      .template kernel<VariadicKernel<F, Types>>();
}

}  // namespace mortise::ops
