#include "plugins/operators/contrib/operator.hpp"

namespace mortise::contrib {
namespace {

enum Output : size_t { kY, kInverse, kCounts };

// How many are different is known only at run time: at most all.
void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(PlainTypes{}));
  node.check_rank(0, 1);
  const int64_t count = node.ranked(0) ? node.shape(0)[0] : int64_t{MORTISE_DIM_UNKNOWN};
  const uint64_t bounded = count < 0 ? 0 : 1;
  const Shape shape = {count}, found = {bounded == 0 ? int64_t{MORTISE_DIM_UNKNOWN} : count};
  out.set_bounded(kY, node.dtype(0), found, bounded);
  if (node.wants_output(kInverse)) out.set(kInverse, MORTISE_DTYPE_INT64, shape);
  if (node.wants_output(kCounts)) out.set_bounded(kCounts, MORTISE_DTYPE_INT64, found, bounded);
}

std::vector<Value> decompose(const Node& node, Builder& b) {
  const auto y = b.nodes("Unique", {node.input_id(0)}, 4, {{"sorted", 0}});
  return {y[0], y[2], y[3]};
}

}  // namespace

MORTISE_OPERATOR(Unique, 1) {
  op.summary(
        "The different elements in the order of their first, where each lies, and how many there are")
      .input("x")
      .output("y")
      .output("idx")
      .output("counts")
      .flags(MORTISE_OPERATOR_PURE | MORTISE_OPERATOR_DATA_DEPENDENT_SHAPE)
      .infer(&infer)
      .decompose(&decompose);
}

}  // namespace mortise::contrib
