#include <cmath>

#include "ops/common/arithmetic.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/operator.hpp"

namespace mortise::ops {
namespace {

using RangeTypes = Concat<FloatTypes, TypeList<int16_t, int32_t, int64_t>>;

int64_t count_of(double start, double limit, double delta) {
  const double count = std::ceil((limit - start) / delta);
  if (!(count < 0x1p53)) invalid("the range from ", start, " to ", limit, " is too long");
  return count <= 0 ? 0 : static_cast<int64_t>(count);
}

// Unsigned, where the distance of any two numbers fits.
int64_t count_of(int64_t start, int64_t limit, int64_t delta) {
  if (delta > 0 ? start >= limit : start <= limit) return 0;
  const auto from = static_cast<uint64_t>(start);
  const auto to = static_cast<uint64_t>(limit);
  const uint64_t distance = delta > 0 ? to - from : from - to;
  const uint64_t step = delta > 0 ? static_cast<uint64_t>(delta) : -static_cast<uint64_t>(delta);
  const uint64_t count = (distance - 1) / step + 1;
  if (count > INT64_MAX) invalid("the range from ", start, " to ", limit, " is too long");
  return static_cast<int64_t>(count);
}

template <class T>
int64_t count_of_views(const Node& node) {
  using Number = std::conditional_t<kIsFloat<T>, double, int64_t>;
  Number numbers[3];
  for (size_t i = 0; i < 3; ++i) {
    const mortise_tensor_view_t& view = *node.constant(i);
    if (element_count(view) != 1) invalid("input ", i, " must be one number");
    numbers[i] = static_cast<Number>(load(*data<T>(view)));
  }
  if (numbers[2] == Number{0}) invalid("delta is 0");
  return count_of(numbers[0], numbers[1], numbers[2]);
}

void infer(const Node& node, Inference& out) {
  const uint32_t dtype = common_dtype(node, dtype_set(RangeTypes{}));
  bool known = dtype != MORTISE_DTYPE_UNDEFINED;
  for (size_t i = 0; i < 3; ++i) {
    if (node.constant(i) != nullptr) continue;
    out.need_value(i);
    known = false;
  }
  const int64_t count =
      !known ? int64_t{MORTISE_DIM_UNKNOWN} : visit_dtype(RangeTypes{}, dtype, [&](auto tag) {
        return count_of_views<typename decltype(tag)::type>(node);
      });
  out.set(0, dtype, Shape{count});
}

class RangeKernel {
 public:
  RangeKernel(const Node& node, const KernelContext&)
      : fill_(visit_dtype(RangeTypes{}, node.dtype(0),
                          [](auto tag) -> Fill { return &fill<typename decltype(tag)::type>; })) {}

  void run(const Launch& launch) const { fill_(launch); }

 private:
  using Fill = void (*)(const Launch&);

  // Products instead of a running sum: the error does not grow.
  template <class T>
  static void fill(const Launch& launch) {
    const auto start = static_cast<Accumulator<T>>(load(*launch.in<T>(0)));
    const auto delta = static_cast<Accumulator<T>>(load(*launch.in<T>(2)));
    const int64_t count = element_count(launch.output(0));
    for (int64_t i = 0; i < count; ++i) {
      const auto step = wrapping_multiply(static_cast<Accumulator<T>>(i), delta);
      launch.out<T>(0)[i] = store<T>(wrapping_add(start, step));
    }
  }

  Fill fill_;
};

// start + i delta
void gradient(Gradient& g) {
  const Term dy = output_gradient(g, 0);
  const auto whole = [&](double number) { return g.b.scalar(MORTISE_DTYPE_INT64, number); };
  const Value numbers =
      g.b.node("Range", {whole(0), g.b.node("Size", {g.output_value(0)}), whole(1)});
  const Term steps(g.b, dy.dtype(), g.b.node("Cast", {numbers}, {{"to", dy.dtype()}}));
  g.set_input(0, g.b.mortise_node("SumTo", {dy.value(), g.input_value(0)}));
  g.set_input(2, g.b.mortise_node("SumTo", {(dy * steps).value(), g.input_value(2)}));
}

}  // namespace

// stash_type asks for the precision of intermediate results: they are double here, whatever it says.
MORTISE_OPERATOR(Range, 27) {
  op.summary("The numbers from start to before limit, delta apart")
      .input("start")
      .input("limit")
      .input("delta")
      .output("output")
      .attribute("stash_type", MORTISE_ATTRIBUTE_INT)
      .infer(&infer)
      .gradient(&gradient)
      .kernel<RangeKernel>();
}

}  // namespace mortise::ops
