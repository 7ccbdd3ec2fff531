// Operators that fill a tensor with random numbers of one distribution, all alike but for that and for where the shape comes
// from.
#pragma once

#include "ops/common/arithmetic.hpp"
#include "ops/common/random.hpp"

namespace mortise::ops {

/// The attribute `dtype`, or `absent`; one of the float types. Throws otherwise.
uint32_t random_dtype(const Node& node, uint32_t absent);

/// The shape is the attribute `shape`.
void infer_random(const Node& node, Inference& out);
/// The shape, and by default the dtype, is input 0's.
void infer_random_like(const Node& node, Inference& out);

/// low + (high - low) u, where u lies in [0, 1): never `high`, which rounding may lead to.
struct UniformDistribution {
  explicit UniformDistribution(const Node& node)
      : low(node.attr_float("low", 0)), high(node.attr_float("high", 1)) {}
  template <class T>
  T operator()(const RandomStream& stream, uint64_t index) const {
    const T value = store<T>(static_cast<Compute<T>>(low + (high - low) * stream.uniform(index)));
    return static_cast<double>(load(value)) < high ? value : store<T>(static_cast<Compute<T>>(low));
  }
  double low, high;
};

struct NormalDistribution {
  explicit NormalDistribution(const Node& node)
      : mean(node.attr_float("mean", 0)), scale(node.attr_float("scale", 1)) {}
  template <class T>
  T operator()(const RandomStream& stream, uint64_t index) const {
    return store<T>(static_cast<Compute<T>>(mean + scale * stream.normal(index)));
  }
  double mean, scale;
};

template <class Distribution>
class RandomKernel {
 public:
  RandomKernel(const Node& node, const KernelContext&)
      : source_(node),
        distribution_(node),
        fill_(visit_dtype(FloatTypes{}, node.output_type(0).dtype, [](auto tag) -> Fill {
          return &RandomKernel::fill<typename decltype(tag)::type>;
        })) {}

  void run(const Launch& launch) const { (this->*fill_)(launch); }

 private:
  using Fill = void (RandomKernel::*)(const Launch&) const;

  template <class T>
  void fill(const Launch& launch) const {
    const RandomStream stream = source_.draw();
    const int64_t count = element_count(launch.output(0));
    for (int64_t i = 0; i < count; ++i)
      launch.out<T>(0)[i] = distribution_.template operator()<T>(stream, static_cast<uint64_t>(i));
  }

  RandomSource source_;
  Distribution distribution_;
  Fill fill_;
};

}  // namespace mortise::ops
