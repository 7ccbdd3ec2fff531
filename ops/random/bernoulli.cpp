#include "ops/common/arithmetic.hpp"
#include "ops/common/gradients.hpp"
#include "ops/common/random.hpp"

namespace mortise::ops {
namespace {

void infer(const Node& node, Inference& out) {
  node.check_dtype(0, dtype_set(FloatTypes{}));
  const int64_t dtype = node.attr_int("dtype", node.dtype(0));
  const auto known = static_cast<uint32_t>(dtype);
  if (dtype < 0 || dtype > UINT32_MAX ||
      (known != MORTISE_DTYPE_UNDEFINED && !dtype_set(PlainTypes{}).contains(known)))
    invalid("attribute dtype is ", dtype_name(known), "; it must be one of ",
            dtype_set(PlainTypes{}).to_string());
  out.set_like(0, node.type(0), known);
}

// Input 0's elements as doubles, read one at a time.
using Read = double (*)(const void* data, int64_t index);
// Sets element `index` of the output to 0 or 1.
using Write = void (*)(void* data, int64_t index, bool one);

class BernoulliKernel {
 public:
  BernoulliKernel(const Node& node, const KernelContext&)
      : source_(node),
        read_(visit_dtype(FloatTypes{}, node.dtype(0),
                          [](auto tag) -> Read {
                            using T = typename decltype(tag)::type;
                            return [](const void* data, int64_t index) -> double {
                              return load(static_cast<const T*>(data)[index]);
                            };
                          })),
        write_(visit_dtype(PlainTypes{}, node.output_type(0).dtype, [](auto tag) -> Write {
          using T = typename decltype(tag)::type;
          return [](void* data, int64_t index, bool one) {
            static_cast<T*>(data)[index] = store<T>(static_cast<Compute<T>>(one));
          };
        })) {}

  void run(const Launch& launch) const {
    const RandomStream stream = source_.draw();
    const int64_t count = element_count(launch.output(0));
    for (int64_t i = 0; i < count; ++i) {
      const double probability = read_(launch.input(0).data, i);
      write_(launch.output(0).data, i, stream.uniform(static_cast<uint64_t>(i)) < probability);
    }
  }

 private:
  RandomSource source_;
  Read read_;
  Write write_;
};

}  // namespace

MORTISE_OPERATOR(Bernoulli, 22) {
  op.summary("1 with the probability that each element is, else 0")
      .input("input")
      .output("output")
      .attribute("dtype", MORTISE_ATTRIBUTE_INT)
      .attribute("seed", MORTISE_ATTRIBUTE_FLOAT)
      .flags(0)  // each run draws anew
      .infer(&infer)
      .kernel<BernoulliKernel>()
      .gradient(&zero_gradient);
}

}  // namespace mortise::ops
