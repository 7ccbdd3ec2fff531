// Elementwise operators of several inputs, with broadcasting, on float32.
#include "backends/opencl/kernels/registry.hpp"
#include "backends/opencl/kernels/walk.hpp"

namespace mortise::opencl {
namespace {

using sdk::Launch;
using sdk::Node;

// `a` and `b` are sixteen elements along the innermost dimension, where an operand steps by 1 or, when it is broadcast, by
// 0. NaN wins in Max and Min, as the reference kernels have it: there `a` is the later input.
constexpr Source kSource = {"binary", R"cl(
float16 load_stepped(__global const float* from, long step, long begin, long count) {
  return step == 0 ? (float16)(*from) : load_floats(from + begin, count);
}

#define BINARY(NAME, VALUE)                                                                   \
  __kernel void NAME(__global const float* in_a, long a_at, __global const float* in_b,       \
                     long b_at, __global float* out, long out_at, long inner, long a_step,    \
                     long b_step, long rank, long8 extents, long8 a_strides,                  \
                     long8 b_strides) {                                                       \
    const long begin = WIDTH * (long)get_global_id(0);                                        \
    const long count = inner - begin;                                                         \
    if (count <= 0) return;                                                                   \
    const long row = get_global_id(1);                                                        \
    const float16 a = load_stepped(in_a + a_at + offset_of(row, rank, extents, a_strides),    \
                                   a_step, begin, count);                                     \
    const float16 b = load_stepped(in_b + b_at + offset_of(row, rank, extents, b_strides),    \
                                   b_step, begin, count);                                     \
    store_floats(VALUE, out + out_at + row * inner + begin, 0, count);                        \
  }

BINARY(Add, a + b)
BINARY(Div, a / b)
BINARY(Max, select(b, a, (a > b) | isnan(a)))
BINARY(Min, select(b, a, (a < b) | isnan(a)))
BINARY(Mul, a * b)
BINARY(Pow, pow(a, b))
BINARY(Sub, a - b)
)cl"};

struct Operand {
  Tensor tensor;
  sdk::ShapeView shape;
};

void combine(Function& function, Commands& commands, const Operand& a, const Operand& b,
             const Operand& out) {
  const size_t rank = out.shape.size();
  const Walk walk(out.shape, {broadcast_strides(a.shape, rank), broadcast_strides(b.shape, rank)});
  const Range range = {parts(walk.inner(), kWidth), static_cast<uint64_t>(walk.rows()), 1,
                       walk.rows() == 1 ? kSmallItems : 1};
  commands.run(function, range, a.tensor, b.tensor, out.tensor, cl_long{walk.inner()},
               cl_long{walk.inner_stride(0)}, cl_long{walk.inner_stride(1)}, walk.outer_rank(),
               walk.outer_extents(), walk.outer_strides(0), walk.outer_strides(1));
}

Operand operand(const Launch& launch, size_t index) {
  return {input_of(launch, index), launch.input_shape(index)};
}

class Binary : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) {
    check_float32(node);
    check_rank(node);
  }

  Binary(const Node& node, Driver& driver)
      : function_(driver.function(kSource, std::string(node.op()))) {}

  void enqueue(const Launch& launch, Commands& commands) const override {
    combine(function_, commands, operand(launch, 0), operand(launch, 1),
            {output_of(launch, 0), launch.output_shape(0)});
  }

 protected:
  Function& function_;
};

/// f(x2, f(x1, x0)), and so on.
class Variadic final : public Binary {
 public:
  static void check(const Node& node) {
    Binary::check(node);
    if (node.input_count() < 2) sdk::unsupported("it has one input; there must be two or more");
  }
  using Binary::Binary;

  void enqueue(const Launch& launch, Commands& commands) const override {
    const Operand out = {output_of(launch, 0), launch.output_shape(0)};
    combine(function_, commands, operand(launch, 1), operand(launch, 0), out);
    for (size_t i = 2; i < launch.input_count(); ++i)
      combine(function_, commands, operand(launch, i), out, out);
  }
};

}  // namespace

KernelList binary_kernels() {
  static constexpr KernelEntry kEntries[] = {
      kernel_entry<Binary>("Add"),   kernel_entry<Binary>("Div"), kernel_entry<Variadic>("Max"),
      kernel_entry<Variadic>("Min"), kernel_entry<Binary>("Mul"), kernel_entry<Binary>("Pow"),
      kernel_entry<Binary>("Sub"),
  };
  return kernel_list(kEntries);
}

}  // namespace mortise::opencl
