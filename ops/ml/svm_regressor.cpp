#include "ops/ml/post_transform.hpp"
#include "ops/ml/support_vectors.hpp"

namespace mortise::ops {
namespace {

// Weights of support vectors, or of the features themselves where there are none.
struct Machine {
  explicit Machine(const Node& node)
      : supports(node.attr_int("n_supports", 0)),
        coefficients(node.attr_floats("coefficients")),
        vectors(node.attr_floats("support_vectors")),
        offset(node.attr_floats("rho")) {
    const auto count = static_cast<int64_t>(coefficients.size());
    const auto numbers = static_cast<int64_t>(vectors.size());
    if (offset.size() != 1)
      invalid("attribute rho has ", offset.size(), " elements; it must have one");
    if (count == 0) invalid("there are no coefficients");
    if (supports == 0) {
      features = count;
      return;
    }
    if (supports < 0 || count != supports || numbers == 0 || numbers % supports != 0)
      invalid("there are ", count, " coefficients and ", numbers, " numbers for ", supports,
              " support vectors");
    features = numbers / supports;
  }
  int64_t supports;
  int64_t features = 0;
  std::vector<double> coefficients, vectors, offset;
};

void infer(const Node& node, Inference& out) {
  const Machine machine(node);
  (void)VectorKernel(node);
  (void)PostTransform(node.attr_string("post_transform", "NONE"));
  check_feature_count(node, machine.features);
  infer_rows(node, out, 1);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  const Machine machine(node);
  Value x = to_float32(b, node.input_id(0));
  if (machine.supports > 0) x = VectorKernel(node).of(b, x, machine.vectors, machine.features);
  const auto count = static_cast<int64_t>(machine.coefficients.size());
  const Value y = b.node(
      "Gemm", {x, floats(b, machine.coefficients, {count, 1}), floats(b, machine.offset, {1})});
  if (!node.attr_bool("one_class", false)) return {y};
  // Whether a row belongs to the one class.
  const auto number = [&](double value) { return b.scalar(MORTISE_DTYPE_FLOAT32, value); };
  return {b.node("Where", {b.node("Greater", {y, number(0)}), number(1), number(-1)})};
}

}  // namespace

// Chang and Lin: LIBSVM, a library for support vector machines (2011), section 2. No transform is applied to the one score, as
// ONNX Runtime has it.
MORTISE_OPERATOR(SVMRegressor, 1) {
  op.summary("A score from what a row of features has in common with support vectors")
      .input("X")
      .output("Y")
      .attribute("coefficients", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("kernel_params", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("kernel_type", MORTISE_ATTRIBUTE_STRING)
      .attribute("n_supports", MORTISE_ATTRIBUTE_INT)
      .attribute("one_class", MORTISE_ATTRIBUTE_INT)
      .attribute("post_transform", MORTISE_ATTRIBUTE_STRING)
      .attribute("rho", MORTISE_ATTRIBUTE_FLOATS)
      .attribute("support_vectors", MORTISE_ATTRIBUTE_FLOATS)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::ops
