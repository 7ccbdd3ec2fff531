#include "ops/common/gradients.hpp"
#include "ops/random/distribution.hpp"

namespace mortise::ops {

MORTISE_OPERATOR(RandomUniformLike, 22) {
  op.summary("Random numbers between two bounds, in the shape of another tensor")
      .input("input")
      .output("output")
      .attribute("dtype", MORTISE_ATTRIBUTE_INT)
      .attribute("high", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("low", MORTISE_ATTRIBUTE_FLOAT)
      .attribute("seed", MORTISE_ATTRIBUTE_FLOAT)
      .flags(0)  // each run draws anew
      .infer(&infer_random_like)
      .kernel<RandomKernel<UniformDistribution>>()
      .gradient(&zero_gradient);
}

}  // namespace mortise::ops
