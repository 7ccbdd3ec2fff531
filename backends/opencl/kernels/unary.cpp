// Elementwise operators of one input, on float32. An operator is one line of OpenCL C and one entry in the table at the end.
// Sine and cosine are left to others: of large numbers, PoCL 3.1's are wrong.
#include "backends/opencl/kernels/registry.hpp"

namespace mortise::opencl {
namespace {

using sdk::Launch;
using sdk::Node;

// `x` is sixteen elements, `p` and `q` are the node's parameters. Comparisons with NaN are false, so that it passes
// through `select` as the reference kernels have it.
constexpr Source kSource = {"unary", R"cl(
#define UNARY(NAME, VALUE)                                                          \
  __kernel void NAME(__global const float* in, long in_at, __global float* out,     \
                     long out_at, long count, float p, float q) {                   \
    const long begin = WIDTH * (long)get_global_id(0);                              \
    if (begin >= count) return;                                                     \
    const float16 x = load_floats(in + in_at + begin, count - begin);               \
    store_floats(VALUE, out + out_at + begin, 0, count - begin);                    \
  }

float16 within(float16 x, float low, float high) {
  x = select(x, (float16)low, x < low);
  return select(x, (float16)high, x > high);
}

float16 softplus(float16 x) {
  return select((float16)0.0f, x, x > 0.0f) + log1p(exp(-fabs(x)));
}

UNARY(Abs, fabs(x))
UNARY(Ceil, ceil(x))
UNARY(Elu, select(x, p * expm1(x), x < 0.0f))
UNARY(Erf, erf(x))
UNARY(Exp, exp(x))
UNARY(Floor, floor(x))
UNARY(Gelu, 0.5f * x * erfc(x * -0.70710678118654752f))
// (1 + tanh(u)) / 2 = 1 / (1 + exp(-2 u)), which keeps its digits where tanh(u) is near -1.
UNARY(GeluTanh, x / (1.0f + exp(-1.5957691216057308f * (x + 0.044715f * x * x * x))))
UNARY(HardSigmoid, within(p * x + q, 0.0f, 1.0f))
UNARY(HardSwish, x * within(x / 6.0f + 0.5f, 0.0f, 1.0f))
UNARY(LeakyRelu, select(x, p * x, x < 0.0f))
UNARY(Log, log(x))
UNARY(Mish, x * tanh(softplus(x)))
UNARY(Neg, -x)
UNARY(Reciprocal, 1.0f / x)
UNARY(Relu, select(x, (float16)0.0f, x < 0.0f))
UNARY(Sigmoid, 1.0f / (1.0f + exp(-x)))
UNARY(Softplus, softplus(x))
UNARY(Sqrt, sqrt(x))
UNARY(Tanh, tanh(x))

// Bounds that are not there have no memory.
__kernel void Clip(__global const float* in, long in_at, __global const float* low, long low_at,
                   __global const float* high, long high_at, __global float* out, long out_at,
                   long count, long has_low, long has_high) {
  const long begin = WIDTH * (long)get_global_id(0);
  if (begin >= count) return;
  float16 x = load_floats(in + in_at + begin, count - begin);
  if (has_low) x = select(x, (float16)low[low_at], x < low[low_at]);
  if (has_high) x = select(x, (float16)high[high_at], x > high[high_at]);
  store_floats(x, out + out_at + begin, 0, count - begin);
}
)cl"};

Range range_of(const Launch& launch) {
  return {parts(sdk::element_count(launch.output(0)), kWidth), 1, 1, kSmallItems};
}

std::string function_name(const Node& node) {
  const bool tanh = node.op() == "Gelu" && node.attr_string("approximate", "none") == "tanh";
  return tanh ? "GeluTanh" : std::string(node.op());
}

/// The attributes that become `p` and `q`.
struct Parameters {
  std::string_view op, p_name;
  double p;
  std::string_view q_name;
  double q;
};
constexpr Parameters kParameters[] = {
    {"Elu", "alpha", 1, "", 0},
    {"HardSigmoid", "alpha", 0.2, "beta", 0.5},
    {"LeakyRelu", "alpha", 0.01, "", 0},
};

class Unary final : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) { check_float32(node); }

  Unary(const Node& node, Driver& driver)
      : function_(driver.function(kSource, function_name(node))) {
    for (const Parameters& parameters : kParameters) {
      if (parameters.op != node.op()) continue;
      p_ = static_cast<cl_float>(node.attr_float(parameters.p_name, parameters.p));
      if (!parameters.q_name.empty())
        q_ = static_cast<cl_float>(node.attr_float(parameters.q_name, parameters.q));
    }
  }

  void enqueue(const Launch& launch, Commands& commands) const override {
    commands.run(function_, range_of(launch), input_of(launch, 0), output_of(launch, 0),
                 cl_long{sdk::element_count(launch.output(0))}, p_, q_);
  }

 private:
  Function& function_;
  cl_float p_ = 0, q_ = 0;
};

class Clip final : public Operation {
 public:
  static constexpr bool kRanged = true;
  static void check(const Node& node) { check_float32(node); }

  Clip(const Node&, Driver& driver) : function_(driver.function(kSource, "Clip")) {}

  void enqueue(const Launch& launch, Commands& commands) const override {
    commands.run(function_, range_of(launch), input_of(launch, 0), input_of(launch, 1),
                 input_of(launch, 2), output_of(launch, 0),
                 cl_long{sdk::element_count(launch.output(0))}, cl_long{launch.has_input(1)},
                 cl_long{launch.has_input(2)});
  }

 private:
  Function& function_;
};

}  // namespace

KernelList unary_kernels() {
  static constexpr KernelEntry kEntries[] = {
      kernel_entry<Unary>("Abs"),         kernel_entry<Unary>("Ceil"),
      kernel_entry<Clip>("Clip"),         kernel_entry<Unary>("Elu"),
      kernel_entry<Unary>("Erf"),         kernel_entry<Unary>("Exp"),
      kernel_entry<Unary>("Floor"),       kernel_entry<Unary>("Gelu"),
      kernel_entry<Unary>("HardSigmoid"), kernel_entry<Unary>("HardSwish"),
      kernel_entry<Unary>("LeakyRelu"),   kernel_entry<Unary>("Log"),
      kernel_entry<Unary>("Mish"),        kernel_entry<Unary>("Neg"),
      kernel_entry<Unary>("Reciprocal"),  kernel_entry<Unary>("Relu"),
      kernel_entry<Unary>("Sigmoid"),     kernel_entry<Unary>("Softplus"),
      kernel_entry<Unary>("Sqrt"),        kernel_entry<Unary>("Tanh"),
  };
  return kernel_list(kEntries);
}

}  // namespace mortise::opencl
