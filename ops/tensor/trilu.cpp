#include <cstring>

#include "ops/common/move.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  infer_like_input(node, out, dtype_set(PlainTypes{}));
  if (node.has_input(1)) node.check_scalar(1, dtype_set(TypeList<int64_t>{}));
  if (node.ranked(0) && node.rank(0) < 2) invalid("the input's rank must be 2 or more");
}

void gradient(Gradient& g) {
  const Value k = g.node.has_input(1) ? g.input_value(1) : Value{MORTISE_NONE};
  g.set_input(0, g.b.node("Trilu", {g.output(0), k}, {{"upper", g.node.attr_int("upper", 1)}}));
}

class TriluKernel {
 public:
  TriluKernel(const Node& node, const KernelContext&)
      : upper_(node.attr_bool("upper", true)), bytes_(element_bytes(node.dtype(0))) {}

  void run(const Launch& launch) const {
    const ShapeView shape = launch.input_shape(0);
    const int64_t columns = shape.back();
    const int64_t rows = shape[shape.size() - 2];
    const int64_t lines = columns == 0 ? 0 : element_count(launch.input(0)) / columns;
    // Any diagonal beyond the matrix is like one just beyond it.
    int64_t diagonal = launch.has_input(1) ? launch.in<int64_t>(1)[0] : 0;
    diagonal = diagonal < -rows ? -rows : diagonal > columns ? columns : diagonal;
    for (int64_t line = 0; line < lines; ++line) {
      // The upper part starts at the diagonal, the lower one ends with it.
      int64_t cut = line % rows + diagonal + (upper_ ? 0 : 1);
      cut = cut < 0 ? 0 : cut > columns ? columns : cut;
      const int64_t begin = upper_ ? cut : 0;
      const int64_t end = upper_ ? columns : cut;
      const char* from = launch.in<char>(0) + line * columns * bytes_;
      char* to = launch.out<char>(0) + line * columns * bytes_;
      const auto size = [&](int64_t count) { return static_cast<size_t>(count * bytes_); };
      std::memset(to, 0, size(begin));
      std::memmove(to + begin * bytes_, from + begin * bytes_, size(end - begin));
      std::memset(to + end * bytes_, 0, size(columns - end));
    }
  }

 private:
  bool upper_;
  int64_t bytes_;
};

}  // namespace

MORTISE_OPERATOR(Trilu, 14) {
  op.summary("The upper or lower triangle of matrices, zero elsewhere")
      .input("input")
      .optional_input("k")
      .output("output")
      .attribute("upper", MORTISE_ATTRIBUTE_INT)
      .in_place(0, 0)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<TriluKernel>();
}

}  // namespace mortise::ops
