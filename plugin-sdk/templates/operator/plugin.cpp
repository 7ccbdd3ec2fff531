// An operator: what it is (formals, shape rule, gradient, decomposition) and a portable kernel. The `reference` backend runs
// such kernels, and they are what other implementations are compared with. A backend that has no kernel of its own for the
// operator gets the decomposition.
#include <mortise/sdk/operator_provider.hpp>

#include <cmath>

namespace acme {
namespace {

using namespace mortise::sdk;

// REPLACE: the arithmetic. The constructor looks at the node once; `run` may be called by any number of threads.
class ScaledTanhKernel {
 public:
  ScaledTanhKernel(const Node& node, const KernelContext&)
      : scale_(static_cast<float>(node.attr_float("scale", 1.0))) {
    if (node.dtype(0) != MORTISE_DTYPE_FLOAT32)
      unsupported("input 0 is ", dtype_name(node.dtype(0)), "; only float32 is supported");
  }

  void run(const Launch& launch) const {
    const auto* x = launch.in<float>(0);
    auto* y = launch.out<float>(0);
    const int64_t count = element_count(launch.input_shape(0));
    for (int64_t i = 0; i < count; ++i) y[i] = scale_ * std::tanh(x[i]);
  }

 private:
  float scale_;
};

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, dtype_set(FloatTypes{}));
}

// dX = dY s (1 - tanh(X)^2)
void gradient(Gradient& g) {
  const uint32_t dtype = g.node.dtype(0);
  const Value tanh = g.b.node("Tanh", {g.input_value(0)});
  const Value square = g.b.node("Mul", {tanh, tanh});
  const Value slope = g.b.node("Sub", {g.b.scalar(dtype, 1), square});
  const Value scale = g.b.scalar(dtype, g.node.attr_float("scale", 1.0));
  g.set_input(0, g.b.node("Mul", {g.output(0), g.b.node("Mul", {scale, slope})}));
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  const Value scale = b.scalar(node.dtype(0), node.attr_float("scale", 1.0));
  return {b.node("Mul", {scale, b.node("Tanh", {node.input_id(0)})})};
}

// A piece of Y needs the same piece of X.
void piece(const Node&, const PieceQuery& query, Pieces& pieces) {
  pieces.range(0, query.axis, query.begin, query.end);
}

void define_scaled_tanh(Operator& op) {
  op.summary("scale * tanh(X)").input("X").output("Y");
  op.attribute("scale", MORTISE_ATTRIBUTE_FLOAT);
  op.flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_ELEMENTWISE);
  op.in_place(0, 0);  // Y may take X's memory
  op.infer(&infer).gradient(&gradient).decompose(&decompose).piece(&piece);
  op.kernel<ScaledTanhKernel>();
}

class OperatorPlugin final : public Plugin<OperatorProvider> {
 public:
  OperatorPlugin(const mortise_host_t* host, const Attributes&) : Plugin(host) {
    add(&define_scaled_tanh, "acme", "ScaledTanh", 1);
  }
};

}  // namespace
}  // namespace acme

MORTISE_PLUGIN("acme", "0.1.0", acme::OperatorPlugin);
