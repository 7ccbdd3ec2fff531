#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

// The last axis holds a real and an imaginary part.
void infer(const Node& node, Inference& out) {
  const uint32_t dtype = common_dtype(node, kFloats);
  if (!node.ranked(0) || !node.ranked(1)) return out.set_unranked(0, dtype);
  for (const size_t input : {0, 1}) {
    if (node.rank(input) < 1)
      invalid("input ", input, " has no axis of a real and an imaginary part");
    unify_extents(node.shape(input).back(), 2);
  }
  out.set(0, dtype, broadcast_shapes(node.shape(0), node.shape(1)));
}

// (a + bi)(c + di), or with the conjugate of the second.
std::vector<Value> decompose(const Node& node, Builder& b) {
  Formula f(b, node.dtype(0));
  const auto x = f.split(node.input_id(0), -1, {1, 1}), y = f.split(node.input_id(1), -1, {1, 1});
  const Value ac = f.multiply(x[0], y[0]), bd = f.multiply(x[1], y[1]);
  const Value ad = f.multiply(x[0], y[1]), bc = f.multiply(x[1], y[0]);
  if (node.op() == "ComplexMulConj") return {f.concat({f.add(ac, bd), f.subtract(bc, ad)}, -1)};
  return {f.concat({f.subtract(ac, bd), f.add(ad, bc)}, -1)};
}

void define(Operator& op, std::string_view summary) {
  op.summary(summary).input("A").input("B").output("C").infer(&infer).decompose(&decompose);
}

}  // namespace

MORTISE_OPERATOR(ComplexMul, 1) { define(op, "The product of complex numbers"); }

MORTISE_OPERATOR(ComplexMulConj, 1) {
  define(op, "The product of complex numbers and the conjugates of others");
}

}  // namespace mortise::contrib
