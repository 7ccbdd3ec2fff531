#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

// ONNX Runtime asks for the same of these attributes.
void check_attributes(const Node& node) {
  node.check_dtype(0, kFloats);
  if (node.attr_int("signal_ndim", 1) != 1)
    unsupported("attribute signal_ndim is ", node.attr_int("signal_ndim"), "; supported is 1");
  if (node.attr_int("onesided", 1) != 1) unsupported("attribute onesided must be 1");
  if (node.attr_int("normalized", 0) != 0) unsupported("attribute normalized must be 0");
}

// The signal lies along the last axis; its spectrum has a real and an imaginary part behind it.
void infer_forward(const Node& node, Inference& out) {
  check_attributes(node);
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  Shape shape = node.shape(0).to_vector();
  if (shape.empty() || shape.back() == 0) invalid("X has shape ", node.shape(0), ": no signal");
  if (shape.back() > 0) shape.back() = shape.back() / 2 + 1;
  if (shape.back() < 0) shape.back() = MORTISE_DIM_UNKNOWN;
  shape.push_back(2);
  out.set(0, node.dtype(0), shape);
}

std::vector<Value> transform(const Node& node, Builder& b) {
  Formula f(b, node.dtype(0));
  const Value x = f.unsqueeze(node.input_id(0), {-1});
  return {b.node("DFT", {x, MORTISE_NONE, b.scalar(MORTISE_DTYPE_INT64, -2)}, {{"onesided", 1}})};
}

void infer_inverse(const Node& node, Inference& out) {
  check_attributes(node);
  if (!node.ranked(0)) return out.set_unranked(0, node.dtype(0));
  Shape shape = node.shape(0).to_vector();
  if (shape.size() < 2) invalid("X has shape ", node.shape(0), ": no spectrum");
  unify_extents(shape.back(), 2);
  shape.pop_back();
  if (shape.back() >= 0 && shape.back() < 2)
    invalid("a spectrum of ", shape.back(), " numbers belongs to no signal");
  shape.back() = shape.back() < 0 ? int64_t{MORTISE_DIM_UNKNOWN} : 2 * (shape.back() - 1);
  out.set(0, node.dtype(0), shape);
}

// The other half of the spectrum is the conjugate of the first, backwards.
std::vector<Value> transform_back(const Node& node, Builder& b) {
  Formula f(b, node.dtype(0));
  const Value half = node.input_id(0);
  const int64_t count = node.shape(0)[node.shape(0).size() - 2];
  std::vector<Value> parts = {half};
  if (count > 2) {
    const Value inner =
        b.node("Slice", {half, b.ints({count - 2}), b.ints({0}), b.ints({-2}), b.ints({-1})});
    const auto numbers = f.split(inner, -1, {1, 1});
    parts.push_back(f.concat({numbers[0], b.node("Neg", {numbers[1]})}, -1));
  }
  const Value all = parts.size() == 1 ? half : f.concat(parts, -2);
  const Value signal =
      b.node("DFT", {all, MORTISE_NONE, b.scalar(MORTISE_DTYPE_INT64, -2)}, {{"inverse", 1}});
  return {f.squeeze(f.slice(signal, -1, 0, 1), {-1})};
}

Operator& define(Operator& op, std::string_view summary) {
  return op.summary(summary)
      .input("X")
      .output("Y")
      .attribute("normalized", MORTISE_ATTRIBUTE_INT)
      .attribute("onesided", MORTISE_ATTRIBUTE_INT)
      .attribute("signal_ndim", MORTISE_ATTRIBUTE_INT)
      .precision(MORTISE_PRECISION_FULL);
}

}  // namespace

MORTISE_OPERATOR(Rfft, 1) {
  define(op, "The first half of the spectrum of a real signal")
      .infer(&infer_forward)
      .decompose(&transform);
}

MORTISE_OPERATOR(Irfft, 1) {
  define(op, "The real signal of the first half of a spectrum")
      .infer(&infer_inverse)
      .decompose(&transform_back);
}

}  // namespace mortise::contrib
