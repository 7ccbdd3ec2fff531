#include <cmath>

#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

using RangeTypes = TypeList<float, double, int16_t, int32_t, int64_t>;

// Of numbers that all fit a double, as those of a range that fits memory do.
int64_t count_of(double start, double limit, double delta) {
  if (delta == 0) invalid("delta is 0");
  const double count = std::ceil((limit - start) / delta);
  if (!(count < 0x1p53)) invalid("the range from ", start, " to ", limit, " is too long");
  return count <= 0 ? 0 : static_cast<int64_t>(count);
}

double known_number(const Node& node, size_t input) {
  const auto numbers = *node.constant_floats(input);
  if (numbers.size() != 1) invalid("input ", input, " must be one number");
  return numbers[0];
}

void infer(const Node& node, Inference& out) {
  const uint32_t dtype = common_dtype(node, dtype_set(RangeTypes{}));
  bool known = true;
  for (size_t i = 0; i < node.input_count(); ++i) {
    if (!node.has_input(i) || node.constant(i) != nullptr) continue;
    out.need_value(i);
    known = false;
  }
  const int64_t count = known ? count_of(known_number(node, 0), known_number(node, 1),
                                         node.has_input(2) ? known_number(node, 2) : 1)
                              : int64_t{MORTISE_DIM_UNKNOWN};
  out.set(0, dtype, Shape{count});
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  std::vector<Value> numbers;
  for (size_t i = 0; i < 3; ++i)
    numbers.push_back(node.has_input(i) ? b.node("Reshape", {node.input_id(i), b.ints({})})
                                        : b.scalar(node.dtype(0), 1));
  return {b.node("Range", numbers)};
}

}  // namespace

MORTISE_OPERATOR(Range, 1) {
  op.summary("Numbers from one on, up to another, by a step")
      .input("start")
      .input("limit")
      .optional_input("delta")
      .output("Y")
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
